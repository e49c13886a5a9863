package tools.sota.sandbox.stripe;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.pages.Html;
import tools.sota.sandbox.stripe.pages.Page;

/// `/_control`: the stand-in's own page, on which a developer plays a year by hand. Every button is one deed of the
/// [Control]; what it did or why it did not is said on top of the page that follows.
final class ControlPage implements Page {
    static final String PATH = "/_control";
    private final Control control;

    ControlPage(Control control) {
        this.control = control;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> show(ctx, Objects.requireNonNullElse(ctx.queryParam("said"), "")));
        routes.post(PATH, this::act);
    }

    private void show(Context ctx, String said) {
        Html.show(ctx, 200, "Control", "wide", new ControlSheet(control).html(said));
    }

    private void act(Context ctx) {
        if (Objects.requireNonNullElse(ctx.header("Sec-Fetch-Site"), "").equals("cross-site")) {
            Html.message(ctx, 403, "Not from here", "This form was sent by a page of another site.");
            return;
        }
        ctx.redirect(PATH + "?said=" + URLEncoder.encode(said(ctx), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
    }

    private String said(Context ctx) {
        try {
            return carryOut(field(ctx, "deed"), field(ctx, "on"), field(ctx, "value"));
        } catch (RuntimeException e) {
            return "Not done: " + e.getMessage();
        }
    }

    private String carryOut(String deed, String on, String value) {
        return switch (deed) {
            case "advance" -> advance(value);
            case "traffic", "delay", "forge", "order", "copies", "flush", "redeliver", "roll", "retire" ->
                webhooks(deed, on, value);
            default -> payments(deed, on, value);
        };
    }

    private String advance(String value) {
        var now = control.now().atOffset(ZoneOffset.UTC);
        var to = switch (value) {
            case "hour" -> now.plusHours(1).toInstant();
            case "day" -> now.plusDays(1).toInstant();
            case "month" -> now.plusMonths(1).toInstant();
            case "year" -> now.plusYears(1).toInstant();
            default -> moment(value);
        };
        control.advanceTo(to);
        return "It is " + to + " now.";
    }

    private String webhooks(String deed, String on, String value) {
        switch (deed) {
            case "traffic" -> control.webhooks(Traffic.valueOf(value.toUpperCase(Locale.ROOT)));
            case "delay" -> control.delayWebhooks(Duration.ofSeconds(Long.parseLong(value)));
            case "forge" -> control.forgeSignatures(Integer.parseInt(value));
            case "order" -> control.reorderWebhooks(value.equals("newest"));
            case "copies" -> control.duplicateWebhooks(Integer.parseInt(value));
            case "redeliver" -> control.redeliver(on);
            case "retire" -> control.retireOldSecrets(URI.create(on));
            case "roll" -> {
                var secret = "whsec_" + Ids.random(32);
                control.rollSecret(URI.create(on), secret);
                return "Events to " + on + " are signed with " + secret
                        + " as well, until the old secrets are retired.";
            }
            default -> control.flush();
        }
        return "Done: webhooks, " + deed + (value.isEmpty() ? "." : ", " + value + ".");
    }

    private String payments(String deed, String on, String value) {
        switch (deed) {
            case "decline" -> control.declineNext(Integer.parseInt(value));
            case "dispute" -> control.dispute(on, "fraudulent");
            case "warn" -> control.warnOfFraud(on);
            case "decide" -> control.decideDispute(on, value.equals("won"));
            case "escalate" -> control.escalateInquiry(on);
            case "fail" -> control.failRefund(on);
            default -> throw new IllegalArgumentException("there is no deed " + deed);
        }
        return "Done: " + deed + " " + on + (value.isEmpty() ? "." : value + ".");
    }

    private static Instant moment(String value) {
        try {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + value + "' is not a date such as 2027-02-28", e);
        }
    }

    private static String field(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.formParam(name), "").strip();
    }
}
