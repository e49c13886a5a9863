package tools.sota.billing.moneyback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.catalog.RiskPolicy;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Notices who tries stolen cards at our checkout: many refusals with several cards in a short time. Such an account
/// pays nothing for a while, its open page is closed, and the team is told. Each refusal costs us at the bank, and a
/// merchant with too many of them loses the right to take cards.
public final class CardTesting {
    private static final Logger LOG = LoggerFactory.getLogger(CardTesting.class);

    private final Jdbi jdbi;
    private final RiskPolicy.CardTesting rule;
    private final Notice notice;
    private final Clock clock;

    /// Whom to tell, and how.
    ///
    /// @param team addresses of our own people
    public record Notice(Outbox outbox, Supplier<List<String>> team, String publicUrl) {}

    public CardTesting(Jdbi jdbi, RiskPolicy.CardTesting rule, Notice notice, Clock clock) {
        this.jdbi = jdbi;
        this.rule = rule;
        this.notice = notice;
        this.clock = clock;
    }

    /// Before a page on which a card can be typed.
    ///
    /// @throws tools.sota.platform.ProblemException while the account has to wait
    public void refuseTester(UUID account) {
        jdbi.withExtension(CardTestingRows.class, rows -> rows.until(account))
                .filter(until -> until.isAfter(clock.instant()))
                .ifPresent(until -> {
                    throw Problem.TOO_MANY_REQUESTS
                            .because("Too many cards were refused for this account. Wait until the time in Retry-After,"
                                    + " or write to us if these were your own cards.")
                            .retryAfter(Math.max(
                                    1, Duration.between(clock.instant(), until).toSeconds() + 1));
                });
    }

    /// @param refusals of all time; what is too old does not count
    boolean isTesting(List<Refusal> refusals) {
        var recent = recent(refusals);
        return recent.size() >= rule.refusals()
                && recent.stream().map(Refusal::card).distinct().count() >= rule.cards();
    }

    void write(Handle transaction, UUID account, List<Refusal> refusals) {
        var recent = recent(refusals);
        if (!isTesting(refusals)) {
            return;
        }
        var last = recent.stream().max(Comparator.comparing(Refusal::at)).orElseThrow();
        var until = last.at().plus(Duration.ofHours(rule.hours()));
        boolean isNew = transaction.attach(CardTestingRows.class).put(account, until, clock.instant()) > 0;
        if (isNew) {
            LOG.error("Account {} tries stolen cards: {} payments were refused", account, recent.size());
            notice.team().get().forEach(to -> notice.outbox().add(transaction, mail(account, recent, until, to)));
        }
    }

    private List<Refusal> recent(List<Refusal> refusals) {
        var since = clock.instant().minus(Duration.ofHours(rule.hours()));
        return refusals.stream().filter(one -> one.at().isAfter(since)).toList();
    }

    private Mail mail(UUID account, List<Refusal> recent, Instant until, String to) {
        var shown = Ids.show("acc", account);
        var first = recent.stream().min(Comparator.comparing(Refusal::at)).orElseThrow();
        return new Mail(
                "card-testing:" + account + ':' + first.chargeId() + ':' + to.hashCode(),
                "card-testing",
                to,
                new Letter(
                        "Card testing: " + shown,
                        "Its checkouts are refused for now.",
                        "An account tries card after card.",
                        List.of(
                                "Its open page was closed, and no new one opens until the time below.",
                                "Look at its payments at Stripe. If they are stolen cards, block the customer there; if it is"
                                        + " a customer with bad luck, write to them."),
                        List.of(
                                new Letter.Fact("Account", shown),
                                new Letter.Fact("Payments refused", String.valueOf(recent.size())),
                                new Letter.Fact(
                                        "Cards",
                                        String.valueOf(recent.stream()
                                                .map(Refusal::card)
                                                .distinct()
                                                .count())),
                                new Letter.Fact("Refused until", until.toString())),
                        new Letter.Button("Open the product", notice.publicUrl()),
                        "You get this because you run this server."));
    }
}
