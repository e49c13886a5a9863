package tools.sota;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.BillingByHand;
import tools.sota.billing.moneyback.Payback;
import tools.sota.billing.moneyback.RefundReason;
import tools.sota.billing.moneyback.Refunds;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.StripeClients;
import tools.sota.notify.NotifyFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// `refund INVOICE REASON NOTE [AMOUNT] [cancel]`: pays back what an invoice brought, as `POST /v1/ops/refunds` does.
final class RefundCommand {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final int CONNECTIONS = 3;
    private static final int LONGEST_NOTE = 500;
    private static final String AMOUNT = "[1-9]\\d{0,8}";
    private static final String USAGE = """
            refund INVOICE REASON NOTE [AMOUNT] [cancel]
            INVOICE is ours (sinv_…) or Stripe's (in_…); REASON is %s; NOTE says why, in quotes.
            AMOUNT is in the smallest unit of the currency (4000 are 40.00 dollars, or 4,000 yen); without it all that is left goes back.
            With cancel the account's subscription ends at once, too.""".formatted(
                    Arrays.stream(RefundReason.values()).map(RefundReason::word).collect(Collectors.joining(", ")));

    private RefundCommand() {}

    /// @param words after `refund`
    /// @return 0 when the money is on its way, 1 when it is not, 2 when the words are wrong
    static int run(Config config, List<String> words, Clock clock, PrintStream out) {
        var order = order(words);
        if (order == null) {
            out.println(USAGE);
            return WRONG;
        }
        try (var database = Database.open(config.databaseUrl(), CONNECTIONS)) {
            return say(refunds(config, database, clock).pay(order, "command refund"), out);
        } catch (ProblemException e) {
            out.println("Nothing was paid back. " + e.detail());
        } catch (StripeUnavailable e) {
            out.println("Nothing was paid back: Stripe does not answer. Try again later.");
        } catch (StripeRefused e) {
            out.println("Nothing was paid back: Stripe refuses it. " + e.getMessage());
        }
        return FAILED;
    }

    private static int say(Payback payback, PrintStream out) {
        var money = new Money(payback.amount(), payback.currency());
        if (payback.refused() != null) {
            out.println("Nothing was paid back: Stripe refuses it. " + payback.refused());
            return FAILED;
        }
        if (payback.doneAt() == null) {
            out.println("Stripe does not answer. " + payback.shown() + " is written down: the server pays " + money
                    + " back as soon as it can, once. Do not order it again.");
            return FAILED;
        }
        out.println(
                "Paid back " + money + " of invoice " + payback.invoiceId() + ": refund " + payback.refundId() + ", "
                        + (payback.creditNoteId() == null
                                ? "no credit note (" + payback.uncredited() + ")."
                                : "credit note " + payback.creditNoteId() + '.'));
        return 0;
    }

    private static Refunds refunds(Config config, Database database, Clock clock) {
        var stripe = config.stripe();
        var ids = new Ids(clock);
        var secrets = new Secrets(config.secretsKey().value());
        return new BillingByHand(new BillingByHand.Needs(
                        database,
                        new StripeDesk(
                                StripeClients.open(stripe.secretKey().value(), stripe.apiBase()),
                                new StripeHealth(clock)),
                        CatalogFeature.create(config.catalog()).catalog(),
                        NotifyFeature.outbox(database, secrets, ids, clock),
                        secrets,
                        config.publicUrl(),
                        ids,
                        clock))
                .refunds();
    }

    /// @return null when the words are no order
    private static Refunds.@Nullable Order order(List<String> words) {
        boolean cancel = !words.isEmpty() && words.getLast().equals("cancel");
        var rest = cancel ? words.subList(0, words.size() - 1) : words;
        return switch (rest.size()) {
            case 3 -> order(rest, null, cancel);
            case 4 -> rest.get(3).matches(AMOUNT) ? order(rest, Long.valueOf(rest.get(3)), cancel) : null;
            default -> null;
        };
    }

    private static Refunds.@Nullable Order order(List<String> words, @Nullable Long amount, boolean cancel) {
        var reason = reason(words.get(1));
        return reason == null || !isNote(words.get(2))
                ? null
                : new Refunds.Order(words.getFirst(), amount, reason, words.get(2), cancel);
    }

    private static boolean isNote(String word) {
        return !word.isBlank() && word.length() <= LONGEST_NOTE;
    }

    private static @Nullable RefundReason reason(String word) {
        return Arrays.stream(RefundReason.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
