package tools.sota;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import tools.sota.billing.contracts.Contract;
import tools.sota.billing.contracts.Contracts;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.Interval;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// `contract …`: writes down what was agreed with a customer. A running server carries it out within a minute.
final class ContractCommand {
    private static final int WRONG = 2;
    private static final int LONGEST_NUMBER = 30;
    private static final String USAGE = """
            contract list ACCOUNT
            contract sign ACCOUNT month|year PRICE CALLS CAPACITY PER_MINUTE [PO_NUMBER]
            contract members ACCOUNT NUMBER
            contract end ACCOUNT
            ACCOUNT is its id, such as acc_01jd…; PRICE is per month or year, in minor units; CALLS are a month's.
            NUMBER people may belong to the account; without it as many as they like.
            Invoices are mailed and due after 30 days. A contract ends with the period that was invoiced last.""";

    private final Contracts contracts;
    private final PrintStream out;

    private ContractCommand(Contracts contracts, PrintStream out) {
        this.contracts = contracts;
        this.out = out;
    }

    /// What the operator typed cannot be done.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /// @param words after `contract`
    /// @return 0 when it was done, 2 when the words are wrong
    static int run(Config config, List<String> words, Clock clock, PrintStream out) {
        var catalog = CatalogFeature.create(config.catalog()).catalog();
        try (var database = Database.open(config.databaseUrl(), 2)) {
            new ContractCommand(new Contracts(database, catalog, new Ids(clock), clock), out).run(words);
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
            case "end 2" -> end(account);
            case "members 3" -> members(account, Math.toIntExact(number(words.get(2), 1)));
            case "sign 7", "sign 8" -> sign(account, words);
            default -> throw new Wrong(USAGE);
        }
        list(account);
    }

    private void sign(UUID account, List<String> words) {
        var terms = new Contracts.Terms(
                interval(words.get(2)),
                number(words.get(3), 1),
                number(words.get(4), 0),
                Math.toIntExact(number(words.get(5), 1)),
                Math.toIntExact(number(words.get(6), 1)),
                words.size() == 8 ? orderNumber(words.get(7)) : null);
        if (!contracts.sign(account, terms)) {
            throw new Wrong(
                    contracts.of(account).isEmpty()
                            ? "There is no such account."
                            : "The account has a contract already: contract end ACCOUNT first.");
        }
    }

    private void end(UUID account) {
        if (!contracts.end(account)) {
            throw new Wrong("The account has no contract that could end.");
        }
    }

    private void members(UUID account, int number) {
        if (!contracts.setMembers(account, number)) {
            throw new Wrong("The account has no contract that runs: contract sign first.");
        }
        out.println("Up to " + number + " people may belong to the account.");
    }

    private static Interval interval(String word) {
        return switch (word) {
            case "month" -> Interval.MONTH;
            case "year" -> Interval.YEAR;
            default -> throw new Wrong(USAGE);
        };
    }

    private static String orderNumber(String word) {
        if (word.isBlank() || word.length() > LONGEST_NUMBER) {
            throw new Wrong("PO_NUMBER has 1 to " + LONGEST_NUMBER + " characters; that is what fits on an invoice.");
        }
        return word;
    }

    private static long number(String word, long least) {
        if (!word.matches("\\d{1,9}") || Long.parseLong(word) < least) {
            throw new Wrong("'" + word + "' must be a whole number from " + least + " on.");
        }
        return Long.parseLong(word);
    }

    private void list(UUID account) {
        var all = contracts.of(account);
        if (all.isEmpty()) {
            out.println("The account has no contract.");
        }
        all.forEach(one -> out.printf(
                "%s  %s a %s, net %d  %d calls a month, %d requests, then %d a minute  %s%n",
                one.createdAt(),
                new Money(one.amount(), one.currency()),
                one.interval().word(),
                one.netDays(),
                one.calls(),
                one.capacity(),
                one.perMinute(),
                state(one)));
    }

    private static String state(Contract one) {
        if (one.refused() != null) {
            return "refused: " + one.refused();
        }
        if (one.endedAt() != null) {
            return "ended " + one.endedAt();
        }
        if (one.subscriptionId() == null) {
            return "waits for the server";
        }
        return one.subscriptionId() + (one.ending() ? ", ends with its period" : ", runs");
    }
}
