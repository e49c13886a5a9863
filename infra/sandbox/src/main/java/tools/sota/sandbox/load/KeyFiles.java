package tools.sota.sandbox.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;

/// Files of keys for the load generator, which outlive nobody but the sandbox's folder.
record KeyFiles(Stage stage) {
    /// Keys whose limits nothing reaches.
    Path unlimited(int number) {
        return of(LoadCatalog.PLAN, number);
    }

    /// Keys of a plan of the catalog.
    Path of(String plan, int number) {
        var file = stage.file("keys-" + plan + '-' + number);
        return Files.exists(file) ? file : write(file, plan, number);
    }

    /// The lines of both, one after the other.
    Path both(Path one, Path other) {
        try {
            var file = stage.file(one.getFileName() + "-and-" + other.getFileName());
            return Files.writeString(file, Files.readString(one) + Files.readString(other));
        } catch (IOException e) {
            throw new CannotStart("Cannot write keys: " + e, e);
        }
    }

    /// A key of staff's that may verify others.
    Path service() {
        var file = write(stage.file("keys-service"), LoadCatalog.PLAN, 1);
        try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(
                    "update api_key set scopes = '{verify}' where id = (select max(id::text)::uuid from api_key)");
            return file;
        } catch (SQLException e) {
            throw new CannotStart("Cannot make a service key: " + e.getMessage(), e);
        }
    }

    private Path write(Path file, String plan, int number) {
        try (var lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII))) {
            LoadKeys.make(
                    stage.postgres().jdbcUrl(), stage.pepper(), plan, number, made -> lines.println(made.secret()));
            return file;
        } catch (IOException e) {
            throw new CannotStart("Cannot write keys: " + e, e);
        }
    }
}
