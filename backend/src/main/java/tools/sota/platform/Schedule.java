package tools.sota.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/// Runs jobs by the clock. They are rows in PostgreSQL, so each runs once whichever node is alive, and a job that
/// failed
/// is tried again at its next turn.
public final class Schedule implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int THREADS = 4;

    private final Scheduler scheduler;

    private Schedule(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /// A job.
    ///
    /// @param name lasting, for it is the job's row
    /// @param pause from the end of one run to the start of the next
    public record Job(String name, Duration pause, Runnable work) {}

    public static Schedule start(DataSource database, Clock clock, List<Job> jobs) {
        var scheduler = Scheduler.create(database)
                .startTasks(jobs.stream().map(Schedule::task).toList())
                .threads(THREADS)
                .pollingInterval(POLL)
                .shutdownMaxWait(STOP_WITHIN)
                .clock(clock::instant)
                .build();
        scheduler.start();
        return new Schedule(scheduler);
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
                .execute((instance, context) -> job.work().run());
    }
}
