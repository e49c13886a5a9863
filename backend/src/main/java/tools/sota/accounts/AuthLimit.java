package tools.sota.accounts;

import java.time.Duration;
import tools.sota.platform.Throttle;

/// How often what may be tried without a key. `…_BY_ADDRESS` counts a network prefix, `…_BY_EMAIL` the address that is
/// meant.
enum AuthLimit implements Throttle.Limit {
    SIGN_UP_BY_ADDRESS(30, 30, Duration.ofHours(1)),
    SIGN_UP_BY_EMAIL(5, 5, Duration.ofHours(1)),
    LOG_IN_BY_ADDRESS(60, 60, Duration.ofMinutes(10)),
    LOG_IN_BY_EMAIL_AND_ADDRESS(10, 10, Duration.ofMinutes(10)),
    LOG_IN_BY_EMAIL(50, 50, Duration.ofHours(1)),
    LOG_IN_BY_DEVICE(10, 10, Duration.ofMinutes(10)),
    SESSION_BY_ADDRESS(300, 300, Duration.ofMinutes(5)),
    LINK_BY_ADDRESS(60, 60, Duration.ofMinutes(10)),
    FORGOT_BY_ADDRESS(30, 30, Duration.ofHours(1)),
    FORGOT_BY_EMAIL(5, 5, Duration.ofHours(1)),
    RESEND_BY_USER(5, 5, Duration.ofHours(1));

    private final int capacity;
    private final int refill;
    private final Duration per;

    AuthLimit(int capacity, int refill, Duration per) {
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
