package tools.sota.billing.moneyback;

import com.stripe.model.Dispute;
import com.stripe.model.radar.EarlyFraudWarning;
import com.stripe.param.DisputeListParams;
import com.stripe.param.radar.EarlyFraudWarningListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.sota.billing.sync.StripeDesk;

/// Disputes and early fraud warnings at Stripe, in our words.
final class StripeObjections {
    private static final String INQUIRY = "warning_";

    private final StripeDesk stripe;

    StripeObjections(StripeDesk stripe) {
        this.stripe = stripe;
    }

    List<Objection> of(Charge charge) {
        var disputes = DisputeListParams.builder().setCharge(charge.id()).build();
        var warnings =
                EarlyFraudWarningListParams.builder().setCharge(charge.id()).build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Objection>();
            for (var one : v1.disputes().list(disputes).autoPagingIterable()) {
                all.add(translated(charge, one));
            }
            for (var one : v1.radar().earlyFraudWarnings().list(warnings).autoPagingIterable()) {
                all.add(translated(charge, one));
            }
            return all;
        });
    }

    private static Objection translated(Charge charge, Dispute one) {
        return new Objection(
                one.getId(),
                charge.id(),
                charge.accountId(),
                one.getStatus().startsWith(INQUIRY) ? "warning" : "dispute",
                one.getStatus(),
                one.getReason(),
                one.getAmount(),
                one.getCurrency(),
                Instant.ofEpochSecond(one.getCreated()));
    }

    private static Objection translated(Charge charge, EarlyFraudWarning one) {
        return new Objection(
                one.getId(),
                charge.id(),
                charge.accountId(),
                "warning",
                Boolean.TRUE.equals(one.getActionable()) ? "actionable" : "acted_on",
                one.getFraudType(),
                null,
                null,
                Instant.ofEpochSecond(one.getCreated()));
    }
}
