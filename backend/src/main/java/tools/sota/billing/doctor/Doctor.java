package tools.sota.billing.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.catalog.Catalog;
import tools.sota.platform.Database;

/// Asks Stripe and our own tables whether money can flow, changes nothing, and says what to fix.
public final class Doctor {
    private static final Duration STUCK_AFTER = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final StripeChecks stripe;
    private final Setting setting;
    private final Clock clock;

    /// How the server is set up.
    ///
    /// @param live whether the key is for real money
    /// @param base another base than Stripe's own is set
    public record Setting(String publicUrl, boolean live, boolean base) {
        String webhookUrl() {
            return publicUrl + "/webhooks/stripe";
        }
    }

    public Doctor(Database database, StripeDesk desk, Catalog catalog, Setting setting, Clock clock) {
        this.jdbi = database.jdbi();
        this.stripe = new StripeChecks(desk, catalog, setting, clock);
        this.setting = setting;
        this.clock = clock;
    }

    /// Every check, in the order in which to fix what is wrong. Without a key that works the others are not tried.
    public List<Finding> examine() {
        var found = new ArrayList<Finding>();
        found.add(mode());
        found.add(address());
        var key = guarded("key", stripe::key);
        found.add(key);
        if (key.isWrong()) {
            return found;
        }
        found.add(guarded("clock", stripe::clock));
        found.add(guarded("webhook", stripe::webhook));
        found.add(guarded("version", stripe::version));
        found.addAll(prices());
        found.add(guarded("portal", stripe::portal));
        found.add(guarded("tax", stripe::tax));
        found.add(guarded("radar", stripe::radar));
        found.add(guarded("database", this::database));
        found.add(events());
        found.add(staff());
        return found;
    }

    private List<Finding> prices() {
        try {
            return stripe.prices();
        } catch (StripeRefused | StripeUnavailable e) {
            return List.of(Finding.wrong("prices", "cannot be read: " + e.getMessage()));
        }
    }

    private static Finding guarded(String name, Supplier<Finding> check) {
        try {
            return check.get();
        } catch (StripeUnavailable e) {
            return Finding.wrong(name, "Stripe does not answer, or refuses the key: " + e.getMessage());
        } catch (StripeRefused e) {
            return Finding.unknown(name, "Stripe does not say: " + e.getMessage());
        }
    }

    private Finding mode() {
        if (setting.base()) {
            return Finding.unknown("mode", "test, against the address in STRIPE_API_BASE and not against Stripe");
        }
        return Finding.good("mode", setting.live() ? "live: real money" : "test: no real money");
    }

    private Finding address() {
        return setting.live() && !setting.publicUrl().startsWith("https://")
                ? Finding.wrong(
                        "address", "PUBLIC_URL is " + setting.publicUrl() + ": Stripe sends live events to https")
                : Finding.good("address", setting.publicUrl());
    }

    /// Customers of the other mode are unknown to this key: whoever is one could neither pay nor cancel.
    private Finding database() {
        var newest = jdbi.withExtension(DoctorRows.class, DoctorRows::newestCustomer);
        if (newest.isEmpty()) {
            return Finding.good("database", "no customers yet");
        }
        return stripe.knows(newest.get())
                ? Finding.good("database", "its customers are known to Stripe in this mode")
                : Finding.wrong(
                        "database",
                        "its newest customer " + newest.get() + " is unknown to this key: the database was used with"
                                + " another mode or account of Stripe. Start with an empty one");
    }

    private Finding events() {
        int stuck = jdbi.withExtension(
                DoctorRows.class, rows -> rows.stuckEvents(clock.instant().minus(STUCK_AFTER)));
        if (stuck > 0) {
            return Finding.wrong(
                    "events", stuck + " events wait for over an hour: see stripe_event.last_error for the reason");
        }
        return jdbi.withExtension(DoctorRows.class, DoctorRows::lastEvent)
                .map(last -> Finding.good("events", "the last arrived at " + last))
                .orElseGet(() -> Finding.unknown("events", "none has ever arrived: buy a plan and look again"));
    }

    private Finding staff() {
        int people = jdbi.withExtension(DoctorRows.class, DoctorRows::staff);
        return people > 0
                ? Finding.good("staff", people + " of our own people may refund and hear of trouble")
                : Finding.wrong("staff", "nobody may refund: java -jar sota.jar staff add ADDRESS");
    }
}
