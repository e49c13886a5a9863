package tools.sota.billing.checkout;

import com.stripe.param.PromotionCodeListParams;
import java.util.List;
import java.util.Optional;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// The words that make a purchase cheaper; which there are, and for whom, Stripe knows.
final class PromotionCodes {
    private static final String FIELD = "promotion_code";

    private final StripeDesk stripe;

    PromotionCodes(StripeDesk stripe) {
        this.stripe = stripe;
    }

    /// Stripe's id of a word.
    ///
    /// @throws ProblemException when it is none, or none any more
    String idOf(String word) {
        var params = PromotionCodeListParams.builder()
                .setCode(word)
                .setActive(true)
                .setLimit(1L)
                .build();
        return stripe.ask(v1 -> v1.promotionCodes().list(params)).getData().stream()
                .findFirst()
                .orElseThrow(() -> refused("is not a code that can be used now"))
                .getId();
    }

    /// What to say when Stripe refused a page because of its code; empty when that was not why.
    static Optional<ProblemException> refusal(StripeRefused e) {
        return e.concerns(FIELD)
                ? Optional.of(refused("cannot be used for this purchase. Stripe says: " + e.reason()))
                : Optional.empty();
    }

    private static ProblemException refused(String why) {
        return Problem.INVALID_PARAMETER
                .because(FIELD + ' ' + why)
                .fields(List.of(new ProblemException.FieldError('/' + FIELD, FIELD + ' ' + why)));
    }
}
