package tools.sota.billing.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether Stripe answers, by what became of our own requests; nothing is asked for its sake.
public final class StripeHealth {
    private final Clock clock;
    private final AtomicReference<Standing> standing = new AtomicReference<>(new Standing(Word.UNKNOWN, null));

    public StripeHealth(Clock clock) {
        this.clock = clock;
    }

    /// In the words of our other stores.
    public enum Word {
        /// Nothing was asked since the start.
        UNKNOWN,
        UP,
        DOWN;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param since when it was first seen so; null while unknown
    public record Standing(Word status, @Nullable Instant since) {}

    public Standing standing() {
        return standing.get();
    }

    void answered() {
        become(Word.UP);
    }

    void failed() {
        become(Word.DOWN);
    }

    private void become(Word word) {
        var now = standing.get();
        if (now.status() != word) {
            standing.compareAndSet(now, new Standing(word, clock.instant()));
        }
    }
}
