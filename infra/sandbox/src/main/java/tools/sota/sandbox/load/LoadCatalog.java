package tools.sota.sandbox.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.sota.sandbox.CannotStart;

/// A catalog with one more plan, hidden, whose limits nothing reaches, and one more meter. What anybody sees of the
/// plans
/// stays the same.
public final class LoadCatalog {
    /// The plan of keys that are made for measuring.
    public static final String PLAN = "measure";

    /// The product whose upstream is measured through the gateway.
    static final String PRODUCT = "forwarded";

    private static final String PLAN_TEXT = """
            - id: %s
              name: Measure
              description: For measuring. Only the sandbox has it.
              contract: true
              hidden: true
              calls_per_month: 1000000000000
              rate: { capacity: 1000000, per_minute: 1000000000 }
              features: [None]
            """.formatted(PLAN);
    private static final String METER_TEXT = """
            - { id: bench, name: Bench, unit: one, aggregation: sum, value: value }
            """;
    private static final String PRODUCT_TEXT = """
            - id: %s
              name: Forwarded
              description: For measuring. Only the sandbox has it.
              upstream: { url: "%%s", calls: 1, max_connections: 64 }
            """.formatted(PRODUCT);

    private LoadCatalog() {}

    /// Writes the catalog that the jar has, or the named one in its place, with that plan into the folder. Empty for a
    /// jar without a catalog.
    public static Optional<Path> write(Path jar, @Nullable String catalog, Path folder) {
        try {
            var text = catalog == null ? inJar(jar) : Optional.of(Files.readString(Path.of(catalog)));
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.writeString(folder.resolve("catalog.yaml"), withPlan(text.get())));
        } catch (IOException e) {
            throw new CannotStart("Cannot copy the catalog: " + e, e);
        }
    }

    /// Writes the catalog of a sandbox once more, with a product that is served from the address.
    static Path writeForwarding(Path folder, String upstream) {
        try {
            var text = Files.readString(folder.resolve("catalog.yaml"));
            return Files.writeString(
                    folder.resolve("catalog-forwarding.yaml"),
                    withFirst("products", PRODUCT_TEXT.formatted(upstream), text));
        } catch (IOException e) {
            throw new CannotStart("Cannot copy the catalog: " + e, e);
        }
    }

    static String withPlan(String catalog) {
        var withPlan = withFirst("plans", PLAN_TEXT, catalog);
        return list("meters").matcher(withPlan).find() ? withFirst("meters", METER_TEXT, withPlan) : withPlan;
    }

    private static String withFirst(String list, String item, String catalog) {
        var first = list(list).matcher(catalog);
        if (!first.find()) {
            throw new CannotStart("The catalog has no list of " + list + '.');
        }
        var text = item.indent(first.group("indent").length());
        int at = catalog.indexOf('\n', first.start()) + 1;
        return catalog.substring(0, at) + text + catalog.substring(at);
    }

    private static Pattern list(String name) {
        return Pattern.compile("(?m)^" + name + ":\\s*\\n(?<indent> *)- ");
    }

    private static Optional<String> inJar(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry("catalog.yaml");
            return entry == null
                    ? Optional.empty()
                    : Optional.of(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
