package tools.sota;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.sota.testing.Product;

/// Somebody at the server who types `java -jar sota.jar …`.
public final class Operator {
    private Operator() {}

    /// What a command answered.
    public record Said(int exit, String text) {}

    public static Said run(Product product, String... words) {
        var out = new ByteArrayOutputStream();
        var config = Config.read(product.environment());
        var rest = List.of(words).subList(1, words.length);
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = switch (words[0]) {
            case "contract" -> ContractCommand.run(config, rest, product.clock(), print);
            default -> throw new IllegalArgumentException(words[0]);
        };
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }
}
