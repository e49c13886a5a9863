package tools.sota;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.sota.catalog.CatalogFeature;
import tools.sota.limits.NamedLimit;
import tools.sota.limits.Overrides;
import tools.sota.platform.Database;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;

/// `limits …`: shows, sets and removes the limits of one account that differ from its plan's. Running nodes hear of
/// each
/// change, so none is restarted.
final class LimitsCommand {
    private static final int WRONG = 2;
    private static final String QUOTA = "period";
    private static final String USAGE = """
            limits list ACCOUNT
            limits set ACCOUNT live|test period CALLS REASON
            limits set ACCOUNT live|test NAME CAPACITY PER_MINUTE REASON
            limits remove ACCOUNT live|test NAME
            ACCOUNT is its id, such as acc_01jd…; NAME is minute for the plan's bucket, or a limit of the catalog.""";

    private final Overrides overrides;
    private final Set<String> buckets;
    private final PrintStream out;

    private LimitsCommand(Overrides overrides, Set<String> buckets, PrintStream out) {
        this.overrides = overrides;
        this.buckets = buckets;
        this.out = out;
    }

    /// What the operator typed cannot be done.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /// @param words after `limits`
    /// @return 0 when it was done, 2 when the words are wrong
    static int run(Config config, List<String> words, PrintStream out) {
        var buckets =
                new HashSet<>(CatalogFeature.create(config.catalog()).catalog().limitNames());
        buckets.add("minute");
        try (var database = Database.open(config.databaseUrl(), 2)) {
            new LimitsCommand(Overrides.of(database), buckets, out).run(words);
            return 0;
        } catch (Wrong e) {
            out.println(e.getMessage());
            return WRONG;
        }
    }

    private void run(List<String> words) {
        if (words.size() < 2) {
            throw new Wrong(USAGE);
        }
        var account =
                Ids.parse("acc", words.get(1)).orElseThrow(() -> new Wrong("'" + words.get(1) + "' is no account."));
        switch (words.getFirst() + ' ' + words.size()) {
            case "list 2" -> {}
            case "remove 4" -> remove(account, environment(words), words.get(3));
            case "set 6" -> setQuota(account, words);
            case "set 7" -> setBucket(account, words);
            default -> throw new Wrong(USAGE);
        }
        list(account);
    }

    private void remove(UUID account, Environment environment, String name) {
        if (!overrides.remove(account, environment, name)) {
            throw new Wrong("The account has no " + environment.code() + " limit '" + name + "' of its own.");
        }
    }

    private void setQuota(UUID account, List<String> words) {
        if (!words.get(3).equals(QUOTA)) {
            throw new Wrong(USAGE);
        }
        refuseUnknown(overrides.setQuota(account, environment(words), number(words.get(4), 0), words.get(5)));
    }

    private void setBucket(UUID account, List<String> words) {
        var name = words.get(3);
        if (!buckets.contains(name)) {
            throw new Wrong("There is no limit '" + name + "'. Known: "
                    + String.join(", ", buckets.stream().sorted().toList()) + '.');
        }
        var limit = new NamedLimit(name, number(words.get(4), 1), number(words.get(5), 1));
        refuseUnknown(overrides.setBucket(account, environment(words), limit, words.get(6)));
    }

    private static void refuseUnknown(boolean isKnown) {
        if (!isKnown) {
            throw new Wrong("There is no such account.");
        }
    }

    private static Environment environment(List<String> words) {
        return switch (words.get(2)) {
            case "live" -> Environment.LIVE;
            case "test" -> Environment.TEST;
            default -> throw new Wrong(USAGE);
        };
    }

    private static int number(String word, int least) {
        if (!word.matches("\\d{1,9}") || Integer.parseInt(word) < least) {
            throw new Wrong("'" + word + "' must be a whole number from " + least + " on.");
        }
        return Integer.parseInt(word);
    }

    private void list(UUID account) {
        var all = overrides.all(account);
        if (all.isEmpty()) {
            out.println("The account has the limits of its plan.");
        }
        all.forEach(one -> out.printf(
                "%-4s  %-20s  %-40s  %-24s  %s%n",
                one.environment(),
                one.name(),
                one.calls() == null
                        ? one.capacity() + " requests, then " + one.perMinute() + " a minute"
                        : one.calls() + " calls a period",
                one.changedAt(),
                one.reason()));
    }
}
