package tools.sota.limits;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Batches;
import tools.sota.platform.Redis;

/// Ends holds, many in one round trip, and never while a caller waits.
public final class Settling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int WAITING = 100_000;
    private static final int BATCH = 500;

    private final QuotaState quotas;
    private final LocalAdmission local;
    private final Batches<Ended> released;

    Settling(QuotaState quotas, LocalAdmission local, Redis redis) {
        this.quotas = quotas;
        this.local = local;
        this.released = Batches.start("releases", WAITING, BATCH, ended -> quotas.settle("", ended));
        redis.onReturn(this::returned);
    }

    /// @param charged calls; 0 when the request was not charged
    public record Ended(Hold hold, int charged) {}

    /// Gives back a hold that was not charged.
    public void release(Hold hold) {
        local.release(hold);
        if (!hold.mark().isEmpty() && !released.offer(new Ended(hold, 0))) {
            LOG.warn(
                    "Too many holds end at once; that of account {} is kept until its node's next life",
                    hold.accountId());
        }
    }

    /// Ends the holds of what one PostgreSQL transaction charged.
    public void charged(long transactionId, List<Ended> ended) {
        quotas.settle(Long.toString(transactionId), ended);
    }

    private void returned() {
        local.over();
        tellDoubts();
    }

    /// It is not known whether a hold has ended: its period is counted anew.
    public void doubt(Hold hold) {
        quotas.doubt(hold);
    }

    /// Tells Redis which periods are to be counted anew.
    public void tellDoubts() {
        try {
            quotas.tellDoubts();
        } catch (Redis.RedisUnavailable e) {
            LOG.info("Redis went again before it heard all doubts; they are kept");
        }
    }

    @Override
    public void close() {
        released.close();
    }
}
