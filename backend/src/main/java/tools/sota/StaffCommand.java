package tools.sota;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import tools.sota.accounts.Staff;
import tools.sota.platform.Database;

/// `staff add|remove ADDRESS`, `staff list`: who of the users are our own people. Running nodes see it in two seconds.
final class StaffCommand {
    private static final int WRONG = 2;

    private StaffCommand() {}

    /// @param words after `staff`
    /// @return 0 when it was done, 2 when it cannot be
    static int run(Config config, List<String> words, Clock clock, PrintStream out) {
        try (var database = Database.open(config.databaseUrl(), 2)) {
            var staff = new Staff(database, clock);
            var verb = words.isEmpty() ? "" : words.getFirst();
            boolean known = switch (verb + ' ' + words.size()) {
                case "list 1" -> true;
                case "add 2" -> staff.add(words.get(1));
                case "remove 2" -> staff.remove(words.get(1));
                default -> {
                    out.println("staff list | staff add ADDRESS | staff remove ADDRESS");
                    yield false;
                }
            };
            if (!known && words.size() == 2) {
                out.println("Nobody has proved the address " + words.get(1) + ", or is not among them.");
            }
            staff.emails().forEach(out::println);
            return known ? 0 : WRONG;
        }
    }
}
