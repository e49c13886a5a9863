package tools.sota.billing.changes;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;

/// Tells the owner what became of a command that had to wait.
final class CommandLetters {
    private final Outbox outbox;
    private final Accounts accounts;
    private final String publicUrl;

    CommandLetters(Outbox outbox, Accounts accounts, String publicUrl) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    /// @param refusal why it could not be done; null when it was
    void write(Handle transaction, PlanCommand command, @Nullable String refusal) {
        var letter = refusal == null ? done(command) : refused(command, refusal);
        accounts.ownerEmail(command.accountId())
                .ifPresent(to ->
                        outbox.add(transaction, new Mail("plan-command:" + command.id(), "plan-command", to, letter)));
    }

    private Letter done(PlanCommand command) {
        return letter(
                command,
                "Done: " + deed(command),
                "What you asked for has been carried out.",
                List.of("Stripe, who handles our payments, did not answer when you asked. It does again, and we have"
                        + " carried it out just as you said."));
    }

    private Letter refused(PlanCommand command, String refusal) {
        return letter(
                command,
                "Not done: " + deed(command),
                "What you asked for could not be carried out.",
                List.of(
                        "Stripe, who handles our payments, did not answer when you asked. When it did again, this was"
                                + " no longer possible: " + refusal,
                        "Nothing has changed and nothing was charged for it."));
    }

    private Letter letter(PlanCommand command, String subject, String title, List<String> paragraphs) {
        var page = publicUrl + "/app/" + Ids.show("acc", command.accountId()) + "/billing";
        return new Letter(
                subject,
                title,
                title,
                paragraphs,
                List.of(),
                new Letter.Button("See your plan", page),
                "You get this because a change to your plan at SOTA Tools had to wait.");
    }

    private static String deed(PlanCommand command) {
        return switch (command.kind()) {
            case CHANGE -> "change to the plan " + command.plan();
            case CANCEL -> "cancellation of your plan";
            case RESUME -> "your plan goes on";
        };
    }
}
