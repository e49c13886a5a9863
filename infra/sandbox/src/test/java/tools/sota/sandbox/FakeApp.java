package tools.sota.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// The least that the sandbox can start: it has a catalogue to push, becomes ready, tells its environment, says goodbye
/// when it is asked to stop, and dies at `/die`.
final class FakeApp {
    private FakeApp() {}

    static void main(String[] arguments) throws IOException {
        if (String.join(" ", arguments).equals("catalog push")) {
            System.exit(System.getenv("FAIL_PUSH") == null ? 0 : 4);
        }
        var port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        answer(server, "/readyz", "ready");
        answer(server, "/environment", environment());
        server.createContext("/die", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            System.exit(3);
        });
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> System.out.println("fake: goodbye")));
        System.out.println("fake: hello");
        server.start();
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String environment() {
        return System.getenv().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining("\n"));
    }
}
