package tools.sota.limits;

import java.time.Instant;
import java.util.UUID;
import tools.sota.platform.Environment;

/// The names of an account's state in Redis; the account is the hash tag, so one node of a cluster holds all of it.
record QuotaKeys(String state, String late) {
    static QuotaKeys of(UUID accountId, Environment environment, Instant periodStart) {
        var period = environment.code() + ':' + periodStart.toEpochMilli();
        return new QuotaKeys(
                '{' + accountId.toString() + "}:quota:" + period, '{' + accountId.toString() + "}:late:" + period);
    }

    static String state(Attempt attempt) {
        return '{' + attempt.accountId().toString() + "}:quota:"
                + attempt.environment().code() + ':'
                + attempt.allowance().period().start().toEpochMilli();
    }

    static QuotaKeys of(Attempt attempt) {
        return of(
                attempt.accountId(),
                attempt.environment(),
                attempt.allowance().period().start());
    }

    static QuotaKeys of(Hold hold) {
        return of(hold.accountId(), hold.environment(), hold.periodStart());
    }
}
