package tools.sota.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges each minute what this node saw: a thread and no job, because a job runs on one node only.
public final class AbnormalUseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AbnormalUseWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final AbnormalUse use;
    private final AbnormalUseJudge judge;
    private final KeyHabits habits;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    AbnormalUseWatch(AbnormalUse use, AbnormalUseJudge judge, KeyHabits habits, Clock clock) {
        this.use = use;
        this.judge = judge;
        this.habits = habits;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("abnormal-use").start(this::run);
    }

    /// Freezes what must be frozen, and learns from an hour that ended.
    public void judge() {
        running.lock();
        try {
            judge.judge(use.hour());
            var ended = use.endHour(clock.instant());
            if (ended != null) {
                habits.learn(ended);
            }
        } finally {
            running.unlock();
        }
    }

    /// For a job.
    public void forgetOld() {
        habits.forgetOld();
    }

    /// What was seen of the present hour is learned, so that a restart does not cost the day.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(STOP_WITHIN);
            habits.learn(use.hour());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                judgeQuietly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judgeQuietly() {
        try {
            judge();
        } catch (RuntimeException e) {
            LOG.warn("The use of keys could not be judged; the next minute tries again", e);
        }
    }
}
