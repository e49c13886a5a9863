package tools.sota;

import java.time.Clock;

/// Starts the process: the server, or one of its commands.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var config = Config.read(System.getenv());
        var app = App.start(config, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(app::close));
    }
}
