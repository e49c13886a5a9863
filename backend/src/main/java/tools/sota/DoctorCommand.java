package tools.sota;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import tools.sota.billing.doctor.Doctor;
import tools.sota.billing.doctor.Finding;
import tools.sota.billing.doctor.WebhookMaker;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.StripeClients;
import tools.sota.platform.Database;

/// `doctor` says whether money can flow and what to fix. `golive` walks through the switch to real money, one step at a
/// time, and `golive webhook` does the one step that cannot be done by hand without mistakes.
final class DoctorCommand {
    private static final int WRONG = 1;

    private final Config config;
    private final StripeDesk desk;
    private final Doctor.Setting setting;
    private final Clock clock;
    private final PrintStream out;

    DoctorCommand(Config config, Clock clock, PrintStream out) {
        this.config = config;
        var stripe = config.stripe();
        this.desk = new StripeDesk(
                StripeClients.open(stripe.secretKey().value(), stripe.apiBase()), new StripeHealth(clock));
        this.setting = new Doctor.Setting(config.publicUrl(), stripe.isLive(), stripe.apiBase() != null);
        this.clock = clock;
        this.out = out;
    }

    /// @return 0 when nothing is wrong or left to do, else 1
    int run(List<String> words) {
        return words.getFirst().equals("doctor") ? doctor() : words.size() == 1 ? goLive() : makeWebhook();
    }

    private int doctor() {
        var findings = examine();
        findings.forEach(out::println);
        long wrong = findings.stream().filter(Finding::isWrong).count();
        out.println(wrong == 0 ? "Nothing is wrong." : wrong + " to fix, from the top.");
        return wrong == 0 ? 0 : WRONG;
    }

    private int goLive() {
        if (!setting.live()) {
            out.println("""
                    This server takes test money. To take real money:
                     1. Activate the account at Stripe; switch Radar and Stripe Tax on there.
                        Under Billing, Revenue recovery: retry by the catalog's attempts_on_days, then mark the
                        subscription as unpaid and leave the invoice open. Stripe tells nobody how this is set.
                     2. Give the server an empty database: customers of test mode are unknown in live mode.
                     3. Set STRIPE_SECRET_KEY to the live key and remove STRIPE_API_BASE.
                     4. Set PUBLIC_URL to the https address that customers see.
                     5. Run this command again, with those settings.""");
            return WRONG;
        }
        var wrong = examine().stream().filter(Finding::isWrong).toList();
        if (wrong.isEmpty()) {
            out.println(
                    "Live. Buy a plan with a real card, then pay it back: java -jar sota.jar doctor watches over it.");
            return 0;
        }
        out.println("The key is live. Next: " + wrong.getFirst());
        out.println("Then run this command again; " + (wrong.size() - 1) + " more after that.");
        return WRONG;
    }

    private int makeWebhook() {
        out.println("Set STRIPE_WEBHOOK_SECRET to this and restart; Stripe shows it only now:");
        out.println(new WebhookMaker(desk).make(setting));
        return 0;
    }

    private List<Finding> examine() {
        try (var database = Database.open(config.databaseUrl(), 2)) {
            var catalog = CatalogFeature.create(config.catalog()).catalog();
            return new Doctor(database, desk, catalog, setting, clock).examine();
        }
    }
}
