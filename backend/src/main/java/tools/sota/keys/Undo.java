package tools.sota.keys;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Unfreezes what {@link AbnormalUse} froze, for whoever has the link of the mail about it.
final class Undo {
    private final Jdbi jdbi;
    private final UnfreezeLinks links;
    private final KeyEditor editor;
    private final Clock clock;

    Undo(Jdbi jdbi, UnfreezeLinks links, KeyEditor editor, Clock clock) {
        this.jdbi = jdbi;
        this.links = links;
        this.editor = editor;
        this.clock = clock;
    }

    /// A repeat is harmless while the key is free.
    ///
    /// @throws ProblemException `token_invalid`, or `state_conflict` when the key has ended
    Key undo(String token) {
        var id = links.read(token, clock.instant());
        return editor.published(jdbi.inTransaction(transaction -> {
            var findings = transaction.attach(Findings.class);
            var finding = findings.find(id).orElseThrow(() -> invalid("The key that this link is for is gone."));
            var key = KeyEditor.lock(transaction, finding.accountId(), finding.keyId());
            editor.refuseEnded(key);
            if (key.frozenAt() == null) {
                return key;
            }
            if (findings.settleOne(id, clock.instant()) == 0) {
                throw invalid("This link was used, and the key was frozen again for another reason since then."
                        + " Unfreeze it in the dashboard, under Keys.");
            }
            transaction.attach(Keys.class).unfreeze(key.id());
            return KeyEditor.lock(transaction, finding.accountId(), finding.keyId());
        }));
    }

    private static ProblemException invalid(String detail) {
        return Problem.TOKEN_INVALID.because(detail);
    }
}
