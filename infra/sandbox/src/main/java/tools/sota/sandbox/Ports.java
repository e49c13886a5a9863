package tools.sota.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Which number each port of one sandbox has.
public record Ports(Map<Port, Integer> numbers) {
    public Ports {
        numbers = Map.copyOf(numbers);
    }

    static Ports from(Map<String, String> environment) {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            var text = environment.getOrDefault(port.variable, "");
            numbers.put(port, text.isBlank() ? port.usual : parse(port, text.strip()));
        }
        return new Ports(numbers);
    }

    static Ports free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            int number = oneFree();
            while (numbers.containsValue(number)) {
                number = oneFree();
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    int of(Port port) {
        return numbers.getOrDefault(port, port.usual);
    }

    String url(Port port) {
        return "http://127.0.0.1:" + of(port);
    }

    Ports with(Port port, int number) {
        var changed = new EnumMap<>(numbers);
        changed.put(port, number);
        return new Ports(changed);
    }

    void requireFree(Port... needed) {
        for (var port : needed) {
            freeOrAny(of(port), port);
        }
    }

    /// The wanted number when nothing uses it, or a free one when it is 0.
    static int freeOrAny(int wanted, Port port) {
        if (wanted == 0) {
            return oneFree();
        }
        if (isFree(wanted)) {
            return wanted;
        }
        throw new CannotStart(
                "Port %d, which the sandbox needs for %s, is in use: stop what uses it, or set %s to another port."
                        .formatted(wanted, port.purpose, port.variable));
    }

    /// A free port below the range that the system hands to outgoing connections, so that none of those can take it
    /// between this look and the moment a server binds it.
    public static int oneFree() {
        while (true) {
            var candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (isFree(candidate)) {
                return candidate;
            }
        }
    }

    private static boolean isFree(int number) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    static int parse(Port port, String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535 && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw new CannotStart("%s is \"%s\"; it must be a port from 1 to 65535.".formatted(port.variable, text));
    }
}
