package tools.sota.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Compares what was answered with what the account's own key can read: no key was let through more often than its
/// limits allow, and every accepted call is in the ledger once. Needs keys with the scope `usage:read`, one account
/// each,
/// that nobody else uses meanwhile.
final class LedgerAudit {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_KEYS = 1_000;
    private static final double MINUTE = 60e9;

    private final Caller caller;
    private final List<Before> accounts;
    private final String from;
    private final long start = System.nanoTime();

    private LedgerAudit(Caller caller, List<Before> accounts, String from) {
        this.caller = caller;
        this.accounts = accounts;
        this.from = from;
    }

    /// What a key's account stood at.
    private record Before(long capacity, long perMinute, long used, long remaining) {}

    /// What the comparison found.
    ///
    /// @param acknowledged accepted calls
    /// @param missing accepted calls that are not in the ledger
    /// @param doubled rows beyond one for a call
    /// @param beyond calls charged beyond the accepted ones: of calls whose answer was lost
    /// @param quotaDiffers keys whose quota and ledger do not agree
    /// @param overshoot calls let through beyond capacity + rate × time or beyond the quota
    /// @param capacity of all keys' buckets: what a loss of Redis may let through once more on each node
    record Finding(
            long acknowledged,
            long missing,
            long doubled,
            long beyond,
            long quotaDiffers,
            long overshoot,
            long capacity) {
        boolean isClean() {
            return missing == 0 && doubled == 0 && quotaDiffers == 0 && overshoot == 0;
        }

        void print(PrintStream out) {
            out.printf(
                    "  ledger             %d accepted, %d missing, %d doubled, %d of lost answers, quota differs %d, overshoot %d%n",
                    acknowledged, missing, doubled, beyond, quotaDiffers, overshoot);
        }
    }

    static LedgerAudit before(Options options, Keys keys, Clock clock) {
        if (keys.count() > MOST_KEYS || options.acknowledged() == null) {
            throw new Options.Wrong("--verify-ledger needs --acknowledged FILE, and at most " + MOST_KEYS + " keys.");
        }
        var caller = new Caller(options.url());
        var from = clock.instant().toString();
        var accounts = new ArrayList<Before>();
        for (int key = 0; key < keys.count(); key++) {
            var me = caller.get("/v1/me", keys.text(key));
            accounts.add(new Before(
                    me.at("/limits/capacity").asLong(),
                    me.at("/limits/per_minute").asLong(),
                    me.at("/quota/used").asLong(),
                    me.at("/quota/remaining").asLong()));
        }
        return new LedgerAudit(caller, List.copyOf(accounts), from);
    }

    /// Waits for a while until the ledger has all of it.
    Finding after(Options options, Keys keys) {
        double minutes = (System.nanoTime() - start) / MINUTE;
        var acknowledged = acknowledged(options);
        var total = new Finding(0, 0, 0, 0, 0, 0, 0);
        for (int key = 0; key < keys.count(); key++) {
            var ids = acknowledged.getOrDefault(key, Set.of());
            total = sum(total, settled(accounts.get(key), keys.text(key), ids, minutes));
        }
        return total;
    }

    private Finding settled(Before before, String key, Set<String> ids, double minutes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = look(before, key, ids, minutes);
        while ((found.missing() > 0 || found.quotaDiffers() > 0) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            found = look(before, key, ids, minutes);
        }
        return found;
    }

    private Finding look(Before before, String key, Set<String> ids, double minutes) {
        var rows = records(key);
        var distinct = new HashSet<>(rows);
        long charged = caller.get("/v1/me", key).at("/quota/used").asLong() - before.used();
        long missing = ids.stream().filter(id -> !distinct.contains(id)).count();
        long allowed = before.capacity() + (long) (before.perMinute() * minutes);
        return new Finding(
                ids.size(),
                missing,
                rows.size() - distinct.size(),
                distinct.size() - (ids.size() - missing),
                charged == rows.size() ? 0 : 1,
                Math.max(0, ids.size() - Math.min(allowed, before.remaining())),
                before.capacity());
    }

    private List<String> records(String key) {
        var ids = new ArrayList<String>();
        var page = "/v1/usage/records?limit=100&from=" + from;
        for (var next = page; !next.isEmpty(); ) {
            var rows = caller.get(next, key);
            rows.path("data").forEach(row -> ids.add(row.path("request_id").asText()));
            next = rows.path("has_more").asBoolean() ? page + "&cursor=" + cursor(rows) : "";
        }
        return ids;
    }

    private static String cursor(JsonNode rows) {
        return java.net.URLEncoder.encode(rows.path("next_cursor").asText(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<Integer, Set<String>> acknowledged(Options options) {
        var ids = new HashMap<Integer, Set<String>>();
        try (var lines = Files.lines(java.util.Objects.requireNonNull(options.acknowledged()))) {
            lines.map(line -> line.split(" ", -1))
                    .forEach(words -> ids.computeIfAbsent(Integer.valueOf(words[0]), key -> new HashSet<>())
                            .add(words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private static Finding sum(Finding one, Finding other) {
        return new Finding(
                one.acknowledged() + other.acknowledged(),
                one.missing() + other.missing(),
                one.doubled() + other.doubled(),
                one.beyond() + other.beyond(),
                one.quotaDiffers() + other.quotaDiffers(),
                one.overshoot() + other.overshoot(),
                one.capacity() + other.capacity());
    }
}
