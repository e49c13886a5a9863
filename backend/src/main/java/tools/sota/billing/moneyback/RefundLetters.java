package tools.sota.billing.moneyback;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.accounts.Accounts;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Tells the owner what became of a refund: once when it is on its way, once more if the bank sends it back.
final class RefundLetters {
    private static final Logger LOG = LoggerFactory.getLogger(RefundLetters.class);

    private final Outbox outbox;
    private final Accounts accounts;
    private final String publicUrl;

    RefundLetters(Outbox outbox, Accounts accounts, String publicUrl) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    void write(Handle transaction, List<Refund> refunds) {
        for (var refund : refunds) {
            var money = new Money(refund.amount(), refund.currency());
            if (refund.isLost()) {
                LOG.error(
                        "Refund {} of account {} came back ({}): pay {} back by another way",
                        refund.id(),
                        refund.accountId(),
                        refund.failureReason(),
                        money);
                send(transaction, refund, "refund-failed", failed(refund, money));
            } else if (refund.isSucceeded()) {
                send(transaction, refund, "refund", sent(refund, money));
            }
        }
    }

    private void send(Handle transaction, Refund refund, String kind, Letter letter) {
        accounts.ownerEmail(refund.accountId())
                .ifPresent(to -> outbox.add(transaction, new Mail(kind + ':' + refund.id(), kind, to, letter)));
    }

    private Letter sent(Refund refund, Money money) {
        return new Letter(
                "Refund of " + money,
                "Your money is on its way back.",
                "We have paid back " + money + '.',
                List.of("It goes to the card you paid with. Banks show it after five to ten days."),
                List.of(new Letter.Fact("Amount", money.toString()), new Letter.Fact("Refund", refund.id())),
                button(refund.accountId()),
                "You get this because money was paid back to your account at SOTA Tools.");
    }

    private Letter failed(Refund refund, Money money) {
        return new Letter(
                "Your refund of " + money + " came back",
                "Your bank did not take it.",
                "Your bank sent our refund of " + money + " back.",
                List.of("The card is probably closed. Answer this mail and tell us how to pay you; we still owe it."),
                List.of(new Letter.Fact("Amount", money.toString()), new Letter.Fact("Refund", refund.id())),
                button(refund.accountId()),
                "You get this because a refund to your account at SOTA Tools failed.");
    }

    private Letter.Button button(UUID account) {
        return new Letter.Button("See your invoices", publicUrl + "/app/" + Ids.show("acc", account) + "/billing");
    }
}
