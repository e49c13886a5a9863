package tools.sota.notify;

import org.jspecify.annotations.Nullable;

/// A letter to one person about one fact.
///
/// @param dedupe names the fact, such as `proof:<id of the token>`; a second mail with it is not sent. No personal
/// data.
/// @param kind what sort of letter, for the log
/// @param to the address; null for a mail that costs what a mail costs and goes to nobody, so that the time an answer
///     takes does not tell whether an address is known
public record Mail(String dedupe, String kind, @Nullable String to, Letter letter) {
    public Mail {
        if (to != null && to.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("An address has no spaces or control characters");
        }
    }

    @Override
    public String toString() {
        return "Mail[" + kind + ' ' + dedupe + ']';
    }
}
