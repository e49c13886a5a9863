package tools.sota.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// An SMTP server that answers as a test wants it to: to each command the reply that the script gives, or 250.
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final UnaryOperator<String> script;
    private final List<String> accepted = new CopyOnWriteArrayList<>();

    private ScriptedSmtp(ServerSocket server, UnaryOperator<String> script) {
        this.server = server;
        this.script = script;
    }

    /// @param script the reply to a command in upper case, such as `RCPT TO:<ADA@EXAMPLE.COM>`; empty for the usual one
    static ScriptedSmtp start(UnaryOperator<String> script) {
        try {
            var smtp = new ScriptedSmtp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            Thread.ofVirtual().start(smtp::listen);
            return smtp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("smtp://127.0.0.1:" + server.getLocalPort());
    }

    /// The mails that were taken, as they came.
    List<String> accepted() {
        return accepted;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException expected) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                var in = new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(caller, "220 scripted");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                answer(caller, in, line.toUpperCase(Locale.ROOT));
            }
        } catch (IOException expected) {
            // The caller left.
        }
    }

    private void answer(Socket caller, BufferedReader in, String command) throws IOException {
        var reply = script.apply(command);
        if (command.startsWith("DATA") && reply.isEmpty()) {
            say(caller, "354 go on");
            var mail = body(in);
            var verdict = script.apply("MAIL TAKEN");
            if (verdict.isEmpty()) {
                accepted.add(mail);
            }
            say(caller, verdict.isEmpty() ? "250 taken" : verdict);
        } else {
            say(caller, reply.isEmpty() ? "250 fine" : reply);
        }
    }

    private static String body(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }
}
