package tools.sota.accounts.members;

import java.time.Duration;
import tools.sota.platform.Throttle;

/// How often invitations are mailed and their links tried: a stranger's mailbox is not ours to fill.
enum TeamLimit implements Throttle.Limit {
    INVITE_BY_ACCOUNT(60, 60, Duration.ofDays(1)),
    INVITE_TO_EMAIL(5, 5, Duration.ofDays(1)),
    INVITATION_BY_ADDRESS(60, 60, Duration.ofMinutes(10));

    private final int capacity;
    private final int refill;
    private final Duration per;

    TeamLimit(int capacity, int refill, Duration per) {
        this.capacity = capacity;
        this.refill = refill;
        this.per = per;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int refill() {
        return refill;
    }

    @Override
    public Duration per() {
        return per;
    }
}
