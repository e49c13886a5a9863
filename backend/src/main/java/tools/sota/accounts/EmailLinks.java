package tools.sota.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// Makes and redeems the tokens in mails. Only their hash is stored; each works once.
final class EmailLinks {
    private final Secrets hashes;
    private final Ids ids;
    private final Clock clock;

    EmailLinks(Secrets secrets, Ids ids, Clock clock) {
        this.hashes = secrets.forPurpose("email token");
        this.ids = ids;
        this.clock = clock;
    }

    /// What a link is for, and how long it works.
    enum Purpose {
        PROOF(Duration.ofHours(24), "24 hours", "Log in and have the mail sent again."),
        RESET(Duration.ofHours(1), "an hour", "Ask for a new reset mail.");

        private final Duration works;
        private final String words;
        private final String next;

        Purpose(Duration works, String words, String next) {
            this.works = works;
            this.words = words;
            this.next = next;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A link, before it is an address.
    record Link(UUID id, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Link[" + id + ']';
        }
    }

    /// A token that was found, used or not.
    record Found(Purpose purpose, EmailTokens.Row row) {
        UUID userId() {
            return row.userId();
        }
    }

    /// @param userId null for an address nobody has: the work is the same
    Link make(Handle transaction, @Nullable UUID userId, Purpose purpose) {
        var now = now();
        var link = new Link(ids.next(), Secrets.randomToken(), now.plus(purpose.works));
        transaction
                .attach(EmailTokens.class)
                .insert(new EmailTokens.NewToken(
                        link.id(), hashes.mac(link.token()), userId, purpose.code(), now, link.expiresAt()));
        return link;
    }

    /// @throws ProblemException `token_invalid` when no such link was made
    Found find(Handle handle, String token, Purpose purpose) {
        return handle.attach(EmailTokens.class)
                .find(hashes.mac(token), purpose.code())
                .map(row -> new Found(purpose, row))
                .orElseThrow(() -> invalid("This link was cut or mistyped. Open it from the mail again."));
    }

    /// In the transaction of what the link is for.
    ///
    /// @throws ProblemException `token_invalid` when it was used or has expired
    void redeem(Handle transaction, Found found) {
        var purpose = found.purpose();
        var tokens = transaction.attach(EmailTokens.class);
        if (tokens.use(found.row().id(), now()) == 0) {
            throw found.row().expiresAt().isAfter(now())
                    ? invalid("This link was used already, and each works once. " + purpose.next)
                    : invalid("This link worked for " + purpose.words + ". " + purpose.next);
        }
        tokens.useAll(found.userId(), purpose.code(), now());
    }

    private static ProblemException invalid(String detail) {
        return Problem.TOKEN_INVALID.because(detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
