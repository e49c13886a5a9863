package tools.sota.sandbox.stripe.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Does everything that has come due, in the order of its moments, each at its own moment.
public final class Settlement {
    private static final int TOO_MANY = 100_000;

    private final Time time;
    private final List<Agenda> agendas = new ArrayList<>();

    public Settlement(Time time) {
        this.time = time;
    }

    public void add(Agenda agenda) {
        agendas.add(agenda);
    }

    public void settle() {
        for (var done = 0; done < TOO_MANY; done++) {
            var next = next();
            if (next.isEmpty()) {
                return;
            }
            time.at(next.get().at(), () -> {
                next.get().action().run();
                return true;
            });
        }
        throw new IllegalStateException("Settling does not end: something stays due after it was done");
    }

    private Optional<Due> next() {
        return agendas.stream()
                .flatMap(Agenda::coming)
                .filter(due -> due.at() <= time.presentOf(due.customer()))
                .min(Comparator.comparingLong(Due::at));
    }
}
