package tools.sota.sandbox.load;

import java.util.List;
import java.util.Map;
import tools.sota.sandbox.App;
import tools.sota.sandbox.Ports;
import tools.sota.sandbox.Stage;

/// A node of the product that forwards to an upstream.
///
/// @param port where it listens
/// @param words for the load generator: whose CPU counts beside the server's
record Forwarding(App node, int port, List<String> words) implements AutoCloseable {
    private static final String PATH = "/v1/" + LoadCatalog.PRODUCT + "/echo";

    static Forwarding start(Stage stage, String upstream, long upstreamPid) {
        int port = Ports.oneFree();
        var catalog = LoadCatalog.writeForwarding(stage.file("."), upstream);
        var more = Map.of("NODE", "forwarding", "CATALOG", catalog.toString());
        var words = List.of("--path", PATH, "--process", "upstream=" + upstreamPid);
        return new Forwarding(stage.startNode(Bench.JAVA, port, more), port, words);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        node.close();
    }
}
