package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.json.Json;

/// What banks do with a payment or a refund some time after it was made, as the card in question makes them.
public final class Aftermath implements Agenda {
    private static final String TABLE = "stand_in.aftermath";
    private static final Duration BANKING = Duration.ofHours(1);

    /// Each is about a charge, except those of refunds.
    public enum Deed {
        DISPUTE,
        DISPUTE_NOT_RECEIVED,
        INQUIRY,
        FRAUD_WARNING,
        REVIEW,
        REFUND_SETTLES,
        REFUND_FAILS
    }

    private final Account account;
    private final Map<Deed, Consumer<ObjectNode>> doers = new EnumMap<>(Deed.class);

    public Aftermath(Account account) {
        this.account = account;
    }

    public void does(Deed deed, Consumer<ObjectNode> doer) {
        doers.put(deed, doer);
    }

    /// What follows a charge of this card comes at once, in a turn of its own.
    void ofCharge(ObjectNode charge, TestCard card) {
        deedOf(card).ifPresent(deed -> plan(deed, charge, Duration.ZERO));
    }

    void ofRefund(ObjectNode refund, TestCard card) {
        switch (card) {
            case REFUND_PENDING -> plan(Deed.REFUND_SETTLES, refund, BANKING);
            case REFUND_FAIL -> plan(Deed.REFUND_FAILS, refund, BANKING);
            default -> {} // the bank took it
        }
    }

    @Override
    public Stream<Due> coming() {
        return account.all(TABLE).stream()
                .map(plan -> new Due(
                        Json.number(plan, "at"), Json.optional(plan, "customer").orElse(""), () -> carryOut(plan)));
    }

    private void plan(Deed deed, ObjectNode about, Duration later) {
        var plan = Json.object().put("object", TABLE).put("id", "after_" + Ids.random(24));
        plan.put("deed", deed.name()).put("at", account.now() + later.toSeconds());
        plan.put("about", Json.text(about, "id")).set("customer", about.path("customer"));
        account.store(plan);
    }

    private void carryOut(ObjectNode plan) {
        account.remove(plan);
        account.findAnywhere(Json.text(plan, "about"))
                .ifPresent(doers.getOrDefault(Deed.valueOf(Json.text(plan, "deed")), about -> {}));
    }

    private static Optional<Deed> deedOf(TestCard card) {
        return switch (card) {
            case DISPUTE -> Optional.of(Deed.DISPUTE);
            case DISPUTE_NOT_RECEIVED -> Optional.of(Deed.DISPUTE_NOT_RECEIVED);
            case DISPUTE_INQUIRY -> Optional.of(Deed.INQUIRY);
            case FRAUD_WARNING -> Optional.of(Deed.FRAUD_WARNING);
            case RISK_ELEVATED -> Optional.of(Deed.REVIEW);
            default -> Optional.empty();
        };
    }
}
