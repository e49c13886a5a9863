package tools.sota.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Resources;

/// The catalog and the page that shows it.
public record CatalogFeature(Catalog catalog, PlansApi plans) {

    /// @param file the path of a catalog file; null for the one in the jar
    /// @throws IllegalStateException naming line and field of everything that is wrong with the catalog
    public static CatalogFeature create(@Nullable String file) {
        var catalog = read(file);
        return new CatalogFeature(catalog, new PlansApi(catalog));
    }

    private static Catalog read(@Nullable String file) {
        if (file == null) {
            return CatalogReader.read("catalog.yaml", Resources.text("/catalog.yaml"));
        }
        try {
            return CatalogReader.read(file, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new IllegalStateException("The file that CATALOG names cannot be read: " + file, e);
        }
    }
}
