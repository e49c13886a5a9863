package tools.sota.sandbox;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// The secrets of one sandbox: random, made once, readable by their owner alone.
public record Secrets(Path file, Properties values) {
    private static final int BYTES = 32;

    static Secrets in(Path folder) {
        var file = folder.resolve("secrets.properties");
        try {
            var values = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    values.load(reader);
                }
            } else {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return new Secrets(file, values);
        } catch (IOException e) {
            throw new CannotStart("Cannot read %s: %s".formatted(file, e), e);
        }
    }

    /// The secret of that name, made now if there is none yet.
    String get(String name) {
        var known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        values.setProperty(name, HexFormat.of().formatHex(bytes));
        save();
        return values.getProperty(name);
    }

    private void save() {
        try {
            var text = new StringWriter();
            values.store(text, null);
            Files.writeString(file, text.toString(), StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new CannotStart("Cannot write %s: %s".formatted(file, e), e);
        }
    }
}
