package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// People who do things at noon of certain days, while time passes in steps of six hours for the product and for
/// Stripe.
final class Year {
    private static final Duration STEP = Duration.ofHours(6);

    private final Shop shop;
    private final Map<String, Stranger> people = new LinkedHashMap<>();
    private final SequencedMap<LocalDate, List<Runnable>> agenda = new TreeMap<>();

    Year(Shop shop) {
        this.shop = shop;
    }

    void on(String date, Runnable deed) {
        agenda.computeIfAbsent(LocalDate.parse(date), day -> new ArrayList<>()).add(deed);
    }

    /// Until noon of this day; every webhook arrives within the step in which it was sent.
    void playUntil(String date) {
        var last = LocalDate.parse(date);
        for (var day = agenda.firstEntry().getKey(); day.isBefore(last); day = day.plusDays(1)) {
            var noon = noon(day);
            leapTo(noon);
            agenda.getOrDefault(day, List.of()).forEach(Runnable::run);
            for (int step = 1; step < 4; step++) {
                leapTo(noon.plus(STEP.multipliedBy(step)));
            }
        }
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private void leapTo(Instant moment) {
        shop.product().clock().leapTo(moment);
        shop.stripe().flush();
        shop.deliver();
    }

    /// Signs up at the first mention, and is logged in anew at each: sessions do not live for months.
    Stranger person(String name) {
        var known = people.get(name);
        if (known == null) {
            var signedUp = Stranger.signUp(shop.product().client(), name + "@example.com")
                    .proveEmail();
            people.put(name, signedUp);
            return signedUp;
        }
        var answer = known.browser().post("/v1/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(known.email(), Stranger.PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return known;
    }

    /// @param more fields of the request
    Answer checkout(String name, String plan, String interval, String more) {
        return ok(person(name).browser().post("/v1/checkout", """
                {"plan":"%s","interval":"%s"%s}""".formatted(plan, interval, more)));
    }

    void buy(String name, String plan, String interval) {
        shop.pay(checkout(name, plan, interval, "").text("id"));
        shop.deliver();
    }

    /// Previews a change and makes it.
    void change(String name, String plan, String interval) {
        var browser = person(name).browser();
        var preview = ok(browser.post("/v1/subscription/preview", """
                {"plan":"%s","interval":"%s"}""".formatted(plan, interval)));
        ok(browser.patch("/v1/subscription", """
                {"plan":"%s","interval":"%s","preview_id":"%s"}""".formatted(plan, interval, preview.text("id"))));
        shop.deliver();
    }

    static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    /// What came in and, negative, what went back: one line for each person and amount in the order of time.
    String money() {
        return lines("""
                select split_part(p.email, '@', 1) || ' ' || m.amount || ' on ' ||
                  to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD')
                from (
                  select account_id, amount, created_at from charge
                  union all select account_id, -amount, created_at from refund where status = 'succeeded'
                ) m
                join membership s on s.account_id = m.account_id join person p on p.user_id = s.user_id
                order by p.email, m.created_at
                """);
    }

    private String lines(String sql) {
        return shop.ask(sql).stream()
                .map(line -> line.split(" on ", -1))
                .collect(Collectors.groupingBy(
                        line -> line[0],
                        LinkedHashMap::new,
                        Collectors.mapping(line -> line[1], Collectors.joining(" "))))
                .entrySet()
                .stream()
                .map(line -> line.getKey() + ": " + line.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// Minor units that Stripe has taken less those that it has given back.
    long kept() {
        long taken = sum("charge", "paid", "true", "amount");
        return taken - sum("refund", "status", "succeeded", "amount");
    }

    private long sum(String kind, String field, String value, String amount) {
        return shop.stripe().objects(kind).stream()
                .filter(object -> value.equals(object.path(field).asText()))
                .mapToLong(object -> object.path(amount).asLong())
                .sum();
    }
}
