package tools.sota.usage.alerts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.sota.limits.Allowance;
import tools.sota.notify.Letter;
import tools.sota.platform.Ids;

/// What the warnings say.
final class AlertLetters {
    private static final int EVERYTHING = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String WHY =
            "You get this because you own the account. Turn it off under Usage, Alerts, in the dashboard.";

    private final String publicUrl;

    AlertLetters(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    Letter used(UUID accountId, int percent, Allowance allowance, long used) {
        var end = TIME.format(allowance.period().end());
        return percent == EVERYTHING
                ? letter(
                        accountId,
                        "All calls of this period are used",
                        "Your calls of this period are used up.",
                        "Further calls are refused until " + end
                                + ". They go on at once when you move to a plan with more calls.",
                        allowance,
                        used)
                : letter(
                        accountId,
                        percent + " % of your calls are used",
                        "You have used " + percent + " % of the calls of this period.",
                        "Nothing is refused yet. New calls come at " + end + "; a plan with more calls works at once.",
                        allowance,
                        used);
    }

    Letter runsOut(UUID accountId, Instant on, Allowance allowance, long used) {
        return letter(
                accountId,
                "At this pace your calls run out on " + DAY.format(on),
                "At this pace your calls run out on " + DAY.format(on) + '.',
                "The pace is that of the last seven days. New calls come at "
                        + TIME.format(allowance.period().end()) + "; a plan with more calls works at once.",
                allowance,
                used);
    }

    private Letter letter(
            UUID accountId, String subject, String title, String paragraph, Allowance allowance, long used) {
        return new Letter(
                subject,
                used + " of " + allowance.included() + " calls.",
                title,
                List.of(paragraph),
                List.of(
                        new Letter.Fact("Used", used + " of " + allowance.included() + " calls"),
                        new Letter.Fact(
                                "Period",
                                TIME.format(allowance.period().start()) + " to "
                                        + TIME.format(allowance.period().end()))),
                new Letter.Button("See your usage", publicUrl + "/app/" + Ids.show("acc", accountId) + "/usage"),
                WHY);
    }
}
