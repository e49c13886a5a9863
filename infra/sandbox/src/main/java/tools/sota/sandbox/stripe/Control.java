package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.checkout.Completion;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;

/// The stand-in from behind: its clock, its webhooks, its faults, and what it holds.
public interface Control {
    /// Sends every event to this address from now on, signed with this secret.
    void webhook(URI url, String secret);

    /// While a secret is rolled both it and the older ones sign.
    void rollSecret(URI url, String secret);

    /// Ends a roll: only the newest secret signs.
    void retireOldSecrets(URI url);

    /// Whether webhooks are sent, held back for later, or lost.
    void webhooks(Traffic traffic);

    /// Webhooks scheduled from now on are due this much later.
    void delayWebhooks(Duration delay);

    /// The next so many deliveries are signed with a secret that nobody knows.
    void forgeSignatures(int deliveries);

    /// Whether of what is due the newest is sent first: a receiver must not count on any order.
    void reorderWebhooks(boolean newestFirst);

    /// How often each event is sent from now on; once unless something else was asked for.
    void duplicateWebhooks(int copies);

    /// How webhooks behave now, and how many wait.
    ObjectNode webhookState();

    /// Sends an event again, whether or not it arrived.
    void redeliver(String event);

    /// Does what has come due and delivers every webhook that is due, before it returns.
    void flush();

    /// Oldest first.
    List<ObjectNode> events();

    /// Copies of all objects of a kind (`customer`, `checkout.session`), oldest first.
    List<ObjectNode> objects(String kind);

    Optional<ObjectNode> object(String id);

    void fault(Fault fault);

    void clearFaults();

    /// How many requests a fault keeps waiting now.
    int held();

    /// Lets requests go that a `HOLD` or a `TIMEOUT_AFTER_EXECUTING` keeps waiting.
    void releaseHeld();

    Instant now();

    /// Moves the stand-in's time ahead of its source and does everything that comes due on the way.
    void advanceTo(Instant moment);

    /// What becomes of a subscription when its retries are used up.
    void dunningEnds(DunningEnd end);

    /// The next so many charges are declined, whatever the card.
    void declineNext(int charges);

    /// From now on a saved card's charges end as those of another test card do.
    void cardBehavesAs(String method, TestCard card);

    /// The bank has sent the customer a new card: the saved one is good for longer.
    void renewCard(String method);

    /// The bank sends a refund back; it can do so once.
    void failRefund(String refund);

    /// The customer's bank takes back what a charge brought.
    ///
    /// @param reason in Stripe's words (`fraudulent`, `product_not_received`, …)
    ObjectNode dispute(String charge, String reason);

    /// The bank decides an open dispute.
    void decideDispute(String dispute, boolean won);

    /// The bank turns an inquiry into a dispute and takes the money.
    void escalateInquiry(String dispute);

    /// The card's issuer says that a charge may be fraud.
    ObjectNode warnOfFraud(String charge);

    /// Submits the pay page of an open session, as a customer would who passes 3-D Secure.
    Completion.Result pay(String session, TestCard card);

    /// Submits a page that asks for no card, because nothing is due.
    Completion.Result payNothing(String session);
}
