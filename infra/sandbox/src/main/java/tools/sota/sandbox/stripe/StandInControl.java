package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.checkout.Buyer;
import tools.sota.sandbox.stripe.checkout.Completion;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.sandbox.stripe.payments.Declines;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;

/// Carries out the control's wishes, each in a turn of its own.
final class StandInControl implements Control {
    private final Core core;
    private final Commerce commerce;

    StandInControl(Core core, Commerce commerce) {
        this.core = core;
        this.commerce = commerce;
    }

    @Override
    public void webhook(URI url, String secret) {
        core.turns.run(() -> core.endpoints.use(url, secret));
    }

    @Override
    public void rollSecret(URI url, String secret) {
        core.turns.run(() -> core.endpoints.roll(url, secret));
    }

    @Override
    public void retireOldSecrets(URI url) {
        core.turns.run(() -> core.endpoints.retire(url));
    }

    @Override
    public void webhooks(Traffic traffic) {
        core.turns.run(() -> core.mode.traffic(traffic));
    }

    @Override
    public void delayWebhooks(Duration delay) {
        core.turns.run(() -> core.mode.delay(delay));
    }

    @Override
    public void forgeSignatures(int deliveries) {
        core.turns.run(() -> core.mode.forgeNext(deliveries));
    }

    @Override
    public void reorderWebhooks(boolean newestFirst) {
        core.turns.run(() -> core.mode.newestFirst(newestFirst));
    }

    @Override
    public void duplicateWebhooks(int copies) {
        core.turns.run(() -> core.mode.copies(copies));
    }

    @Override
    public ObjectNode webhookState() {
        return core.turns.take(() -> core.mode.state().put("waiting", core.deliveries.waiting()));
    }

    @Override
    public void redeliver(String event) {
        core.turns.run(() -> core.deliveries.repeat(event));
    }

    @Override
    public void flush() {
        core.courier.deliverAll();
    }

    @Override
    public List<ObjectNode> events() {
        return objects("event");
    }

    @Override
    public List<ObjectNode> objects(String kind) {
        return core.turns.take(
                () -> core.account.all(kind).stream().map(ObjectNode::deepCopy).toList());
    }

    @Override
    public Optional<ObjectNode> object(String id) {
        return core.turns.take(() -> core.account.findAnywhere(id).map(ObjectNode::deepCopy));
    }

    @Override
    public void fault(Fault fault) {
        core.faults.add(fault);
    }

    @Override
    public void clearFaults() {
        core.faults.clear();
    }

    @Override
    public int held() {
        return core.faults.waiting();
    }

    @Override
    public void releaseHeld() {
        core.faults.release();
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(core.turns.take(core.time::present));
    }

    @Override
    public void advanceTo(Instant moment) {
        core.turns.run(() -> core.time.advanceTo(moment));
        core.turns.run(() -> {}); // a turn begins with what has come due
    }

    @Override
    public void dunningEnds(DunningEnd end) {
        core.turns.run(() -> end.choose(core.account));
    }

    @Override
    public void failRefund(String refund) {
        core.turns.run(() -> commerce.refunds.fail(refund));
    }

    @Override
    public void declineNext(int charges) {
        core.turns.run(() -> new Declines(core.account).next(charges));
    }

    @Override
    public void cardBehavesAs(String method, TestCard card) {
        core.turns.run(() -> commerce.methods.behave(method, card));
    }

    @Override
    public void renewCard(String method) {
        core.turns.run(() -> commerce.methods.renew(method));
    }

    @Override
    public ObjectNode dispute(String charge, String reason) {
        return core.turns.take(() -> commerce.risk.dispute(charge, reason).deepCopy());
    }

    @Override
    public void decideDispute(String dispute, boolean won) {
        core.turns.run(() -> commerce.risk.disputes.decide(dispute, won));
    }

    @Override
    public void escalateInquiry(String dispute) {
        core.turns.run(() -> commerce.risk.disputes.escalate(dispute));
    }

    @Override
    public ObjectNode warnOfFraud(String charge) {
        return core.turns.take(() -> commerce.risk.warn(charge).deepCopy());
    }

    @Override
    public Completion.Result pay(String session, TestCard card) {
        return submit(session, Optional.of(card));
    }

    @Override
    public Completion.Result payNothing(String session) {
        return submit(session, Optional.empty());
    }

    private Completion.Result submit(String session, Optional<TestCard> card) {
        return core.turns.take(() -> {
            var open = core.account.require("checkout.session", session, "id");
            if (!open.path("status").asText().equals("open")) {
                throw new IllegalStateException(
                        "The session is " + open.path("status").asText());
            }
            var buyer = new Buyer(open.path("customer_email").asText("buyer@example.com"), "A Buyer", "US");
            return commerce.completion.submit(open, card, buyer, Presence.AUTHENTICATED);
        });
    }
}
