package tools.sota.billing.doctor;

import com.stripe.Stripe;
import com.stripe.model.Price;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.billingportal.Configuration;
import com.stripe.param.ChargeListParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.WebhookEndpointListParams;
import com.stripe.param.billingportal.ConfigurationListParams;
import com.stripe.param.tax.RegistrationListParams;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.sota.billing.subscriptions.PortalTerms;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.catalog.Catalog;
import tools.sota.platform.Money;

/// The checks that ask Stripe.
final class StripeChecks {
    private static final long PAGE = 100;
    private static final Duration SKEW = Duration.ofSeconds(60);
    /// Without these a payment, an end or a refund would be noticed hours later, by the sweep.
    private static final Set<String> NEEDED = Set.of(
            "checkout.session.completed",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "invoice.finalization_failed",
            "invoice.paid",
            "invoice.payment_failed",
            "invoice.payment_action_required",
            "payment_method.attached",
            "payment_method.detached",
            "charge.refunded",
            "credit_note.created",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.closed",
            "radar.early_fraud_warning.created");

    private final StripeDesk stripe;
    private final Catalog catalog;
    private final Doctor.Setting setting;
    private final Clock clock;

    StripeChecks(StripeDesk stripe, Catalog catalog, Doctor.Setting setting, Clock clock) {
        this.stripe = stripe;
        this.catalog = catalog;
        this.setting = setting;
        this.clock = clock;
    }

    Finding key() {
        stripe.tell(
                v1 -> v1.prices().list(PriceListParams.builder().setLimit(1L).build()));
        return Finding.good("key", "Stripe takes it");
    }

    /// Signatures older than five minutes are refused, so a clock that is behind loses webhooks.
    Finding clock() {
        var page = stripe.ask(
                v1 -> v1.prices().list(PriceListParams.builder().setLimit(1L).build()));
        var answer = page.getLastResponse();
        var date = answer == null ? Optional.<String>empty() : answer.headers().firstValue("Date");
        if (date.isEmpty() || setting.base()) {
            return Finding.unknown("clock", "Stripe's time is not known here");
        }
        var theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        var skew = Duration.between(theirs, clock.instant()).abs();
        return skew.compareTo(SKEW) > 0
                ? Finding.wrong("clock", "it is " + skew.toSeconds() + " s off: set up NTP, or webhooks are refused")
                : Finding.good("clock", "at most " + Math.max(1, skew.toSeconds()) + " s from Stripe's");
    }

    Finding webhook() {
        var ours = endpoints();
        if (ours.isEmpty()) {
            return Finding.wrong(
                    "webhook",
                    "Stripe sends nothing to " + setting.webhookUrl() + ": java -jar sota.jar golive webhook");
        }
        if (ours.size() > 1) {
            return Finding.wrong("webhook", ours.size() + " endpoints have our address: delete all but one at Stripe");
        }
        var one = ours.getFirst();
        if (!"enabled".equals(one.getStatus())) {
            return Finding.wrong("webhook", one.getId() + " is switched off: enable it at Stripe");
        }
        var missing = NEEDED.stream()
                .filter(type -> !one.getEnabledEvents().contains("*")
                        && !one.getEnabledEvents().contains(type))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Finding.good("webhook", one.getId() + " sends what we need to " + one.getUrl())
                : Finding.wrong("webhook", one.getId() + " does not send " + String.join(", ", missing));
    }

    Finding version() {
        var other = endpoints().stream()
                .filter(one -> !Stripe.API_VERSION.equals(one.getApiVersion()))
                .findFirst();
        return other.isPresent()
                ? Finding.wrong(
                        "version",
                        other.get().getId() + " speaks " + other.get().getApiVersion() + ", we " + Stripe.API_VERSION
                                + ": make it again with java -jar sota.jar golive webhook")
                : Finding.good("version", Stripe.API_VERSION);
    }

    private List<WebhookEndpoint> endpoints() {
        var params = WebhookEndpointListParams.builder().setLimit(PAGE).build();
        return stripe.ask(v1 -> StreamSupport.stream(
                        v1.webhookEndpoints().list(params).autoPagingIterable().spliterator(), false)
                .filter(one -> setting.webhookUrl().equals(one.getUrl()))
                .toList());
    }

    List<Finding> prices() {
        var found = new ArrayList<Finding>();
        for (var wanted : catalog.prices().toList()) {
            var params = PriceListParams.builder()
                    .addLookupKey(wanted.lookupKey())
                    .setActive(true)
                    .build();
            var there = stripe.ask(v1 -> v1.prices().list(params).getData());
            found.add(price(wanted, there));
        }
        return found;
    }

    private Finding price(tools.sota.catalog.Price wanted, List<Price> there) {
        if (there.isEmpty()) {
            return Finding.wrong("prices", wanted.lookupKey() + " is missing: java -jar sota.jar catalog push");
        }
        var one = there.getFirst();
        if (one.getLivemode() != setting.live()) {
            return Finding.wrong("prices", wanted.lookupKey() + " is of the other mode");
        }
        var amount = one.getUnitAmount() == null ? null : new Money(one.getUnitAmount(), one.getCurrency());
        return wanted.price().equals(amount)
                ? Finding.good("prices", wanted.lookupKey() + " is " + wanted.price())
                : Finding.wrong(
                        "prices",
                        wanted.lookupKey() + " is " + amount + " at Stripe and " + wanted.price()
                                + " in the catalog: java -jar sota.jar catalog push");
    }

    Finding portal() {
        var params =
                ConfigurationListParams.builder().setActive(true).setLimit(PAGE).build();
        var marked = stripe
                .ask(v1 -> v1.billingPortal().configurations().list(params).getData())
                .stream()
                .filter(one -> PortalTerms.isOurs(one.getMetadata()))
                .findFirst();
        return marked.map(StripeChecks::portal)
                .orElseGet(() -> Finding.unknown("portal", "it is made when the first customer opens it"));
    }

    private static Finding portal(Configuration made) {
        var differences = PortalTerms.differences(made);
        return differences.isEmpty()
                ? Finding.good("portal", made.getId() + " lets customers do what this server wants")
                : Finding.wrong(
                        "portal",
                        made.getId() + " was changed: " + String.join("; ", differences) + ". Set it so at Stripe");
    }

    Finding tax() {
        if (catalog.tax().isEmpty()) {
            return Finding.unknown("tax", "none is added to invoices: see tax: in the catalog");
        }
        var settings = stripe.ask(v1 -> v1.tax().settings().retrieve());
        if (!"active".equals(settings.getStatus())) {
            return Finding.wrong("tax", "Stripe Tax is " + settings.getStatus() + ": set head office and default code");
        }
        var params = RegistrationListParams.builder()
                .setStatus(RegistrationListParams.Status.ACTIVE)
                .build();
        int places = stripe.ask(v1 -> v1.tax().registrations().list(params))
                .getData()
                .size();
        return places == 0
                ? Finding.wrong("tax", "it is added nowhere: register at Stripe where you must, or take tax: out")
                : Finding.good("tax", "Stripe Tax adds it in " + places + (places == 1 ? " place" : " places"));
    }

    Finding radar() {
        var params = ChargeListParams.builder().setLimit(1L).build();
        var charges = stripe.ask(v1 -> v1.charges().list(params).getData());
        if (charges.isEmpty() || charges.getFirst().getOutcome() == null) {
            return Finding.unknown("radar", "no payment yet to tell by");
        }
        var level = charges.getFirst().getOutcome().getRiskLevel();
        return level == null || level.equals("not_assessed") || level.equals("unknown")
                ? Finding.wrong("radar", "the last payment was not judged: switch Radar on at Stripe")
                : Finding.good("radar", "it judged the last payment " + level);
    }

    boolean knows(String customer) {
        try {
            stripe.tell(v1 -> v1.customers().retrieve(customer));
            return true;
        } catch (StripeRefused e) {
            if (e.hasCode("resource_missing")) {
                return false;
            }
            throw e;
        }
    }
}
