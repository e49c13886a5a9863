package tools.sota.sandbox.stripe.pages;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import tools.sota.sandbox.stripe.customers.TestCard;

/// The card fields that several pages share, and what is wrong with what was typed into them.
///
/// @param problem empty when the card can be tried
record CardForm(Optional<TestCard> card, String problem) {
    static final String FIELDS = """
            <label>Card number
            <input name="number" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242" required></label>
            <div class="pair">
            <label>Expiry (MM / YY)
            <input name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="12 / 34" required></label>
            <label>CVC
            <input name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" required></label>
            </div>
            """;

    static final String HINT = """
            <p class="quiet">Test cards: 4242 4242 4242 4242 pays; 4000 0000 0000 0002 is declined; 4000 0000 0000 0341 can \
            be saved but not charged; 4000 0000 0000 3220 and 4000 0025 0000 3155 ask for 3-D Secure. Any future expiry and \
            any CVC.</p>
            """;

    static CardForm read(Context ctx, long now) {
        var card = TestCard.numbered(field(ctx, "number"));
        if (card.isEmpty()) {
            return new CardForm(card, "Your card number is invalid. Only Stripe's test cards work here.");
        }
        if (!isAhead(field(ctx, "expiry"), now)) {
            return new CardForm(card, "Your card's expiration date is incomplete or in the past.");
        }
        return new CardForm(
                card, field(ctx, "cvc").matches("\\d{3,4}") ? "" : "Your card's security code is incomplete.");
    }

    static String field(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.formParam(name), "").strip();
    }

    private static boolean isAhead(String expiry, long now) {
        var digits = expiry.replaceAll("[ /]", "");
        if (!digits.matches("(0[1-9]|1[0-2])\\d{2}")) {
            return false;
        }
        var month =
                YearMonth.of(2000 + Integer.parseInt(digits.substring(2)), Integer.parseInt(digits.substring(0, 2)));
        return !month.isBefore(YearMonth.from(Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC)));
    }
}
