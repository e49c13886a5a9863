package tools.sota.billing.checkout;

import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Price;

/// What is to be bought.
///
/// @param promotionCode Stripe's id of one; null when the customer may type one on the page
/// @param trial null when the first period is charged at once
record Order(Price price, @Nullable Trial trial, @Nullable String promotionCode) {
    /// When the pay page asks for a card.
    enum Card {
        NOW,
        LATER
    }

    /// @param owner the mark of who asks for it
    record Trial(int days, Card card, String owner) {
        String word() {
            return card == Card.NOW ? "now" : "later";
        }
    }

    /// As checkouts keep it.
    @Nullable
    String trialWord() {
        return trial == null ? null : trial.word();
    }
}
