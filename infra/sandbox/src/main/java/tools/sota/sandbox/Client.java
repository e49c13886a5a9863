package tools.sota.sandbox;

import java.io.IOException;
import java.util.List;

/// A program that uses the running product, such as the browser tests.
final class Client {
    private Client() {}

    static int run(List<String> command, Setting setting, Closing closing) {
        if (command.isEmpty()) {
            throw new CannotStart("exec needs a program to run behind \"--\".");
        }
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            var environment = builder.environment();
            environment.put("BASE_URL", setting.publicUrl());
            environment.put("MAIL_URL", setting.url(Port.MAIL));
            environment.put("STRIPE_URL", setting.url(Port.STRIPE));
            var process = builder.start();
            closing.add(process::destroy);
            return process.waitFor();
        } catch (IOException e) {
            throw new CannotStart("Cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }
}
