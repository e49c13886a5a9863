package tools.sota.usage.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.catalog.Meter;
import tools.sota.platform.Environment;
import tools.sota.platform.Json;

/// Books events: each once, at the time it says itself, together with its sums, or not at all.
public final class Ingest {
    /// For how long an event is known again.
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final Jdbi jdbi;
    private final Map<String, Meter> meters;
    private final Clock clock;

    Ingest(Jdbi jdbi, List<Meter> meters, Clock clock) {
        this.jdbi = jdbi;
        this.meters = meters.stream().collect(Collectors.toUnmodifiableMap(Meter::id, Function.identity()));
        this.clock = clock;
    }

    /// Whose events they are.
    record Sender(UUID accountId, Environment environment, UUID keyId) {}

    /// What is added to one sum.
    record Sum(String meter, Instant at, long events, BigDecimal total, BigDecimal largest) {
        private static Sum of(Event event) {
            return new Sum(event.meter(), event.at(), 1, event.value(), event.value());
        }

        private Sum from(Instant start) {
            return new Sum(meter, start, events, total, largest);
        }

        private Sum plus(Sum other) {
            return new Sum(meter, at, events + other.events, total.add(other.total), largest.max(other.largest));
        }
    }

    EventJudge judge(Sender sender) {
        return new EventJudge(meters, sender.environment(), clock.instant());
    }

    /// @return the digests of the events that were booked; any other was seen before, or stands twice in the batch
    Set<UUID> book(Sender sender, Collection<Event> events) {
        var different = new LinkedHashMap<UUID, Event>();
        events.forEach(event -> different.putIfAbsent(event.digest(), event));
        if (different.isEmpty()) {
            return Set.of();
        }
        return jdbi.inTransaction(transaction -> book(transaction, sender, different));
    }

    /// Events that are older than this are not known again; they would be refused as too old anyway.
    public int forgetSeen() {
        return jdbi.withExtension(
                EventRows.class, rows -> rows.forget(clock.instant().minus(REMEMBERED)));
    }

    private Set<UUID> book(Handle transaction, Sender sender, Map<UUID, Event> events) {
        var rows = transaction.attach(EventRows.class);
        var now = clock.instant();
        var digests = events.keySet().stream().sorted().toList();
        var fresh = rows.see(sender.accountId(), digests, LocalDate.ofInstant(now, ZoneOffset.UTC));
        var booked = events.values().stream()
                .filter(event -> fresh.contains(event.digest()))
                .toList();
        if (!booked.isEmpty()) {
            EventCopy.write(transaction, sender, booked, now);
            var environment = sender.environment().code();
            var hours = sums(booked.stream().map(Sum::of).toList(), ChronoUnit.HOURS);
            rows.hourly(sender.accountId(), environment, sender.keyId(), json(hours));
            rows.daily(sender.accountId(), environment, sender.keyId(), json(sums(hours, ChronoUnit.DAYS)));
        }
        return fresh;
    }

    /// One for each meter and time of that width, in one order.
    private static Collection<Sum> sums(Collection<Sum> parts, ChronoUnit width) {
        var sums = new TreeMap<Sum, Sum>(Comparator.comparing(Sum::meter).thenComparing(Sum::at));
        for (var part : parts) {
            var one = part.from(part.at().truncatedTo(width));
            sums.merge(one, one, Sum::plus);
        }
        return sums.values();
    }

    private static String json(Collection<Sum> sums) {
        return new String(Json.bytes(sums), StandardCharsets.UTF_8);
    }
}
