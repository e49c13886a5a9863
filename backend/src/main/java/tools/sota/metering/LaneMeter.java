package tools.sota.metering;

import java.util.List;
import java.util.UUID;
import tools.sota.keys.KeyCredentials;
import tools.sota.limits.Admission;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.limits.NamedLimit;
import tools.sota.platform.Access;
import tools.sota.platform.Ids;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Problems;

/// Authentication, admission and charging for what is answered before Javalin: without a waiting thread where the key
/// is
/// known, by a virtual one otherwise.
public final class LaneMeter {
    private final Entrance entrance;
    private final Charging charging;
    private final KeyCredentials credentials;

    LaneMeter(Entrance entrance, Charging charging, KeyCredentials credentials) {
        this.entrance = entrance;
        this.charging = charging;
        this.credentials = credentials;
    }

    /// Who asks.
    ///
    /// @param secret that was presented
    /// @param address from where, as {@link tools.sota.platform.ClientAddress} sees it
    public record Caller(UUID requestId, String secret, String address) {
        @Override
        public String toString() {
            return "Caller[" + requestId + ']';
        }
    }

    /// What for.
    ///
    /// @param tokens 0 for a request that has taken its token already
    /// @param calls to hold; 0 for none
    /// @param limits beside the plan's own
    public record Order(int tokens, int calls, List<NamedLimit> limits) {}

    /// Hears what became of a request; must not wait.
    public interface Heard {
        void admitted(Ticket ticket);

        void refused(ProblemException problem);
    }

    /// Asks without waiting.
    public void admit(Caller caller, Order order, Heard heard) {
        var known = entrance.known(caller.requestId(), caller.secret(), wish(order));
        if (known.isEmpty()) {
            later(caller, order, heard);
            return;
        }
        var attempt = known.get().attempt();
        entrance.ask(attempt, new Admission.Decided() {
            @Override
            public void decided(Decision decision) {
                hear(new Entrance.Passage(attempt, decision), heard);
            }

            @Override
            public void undecided() {
                later(caller, order, heard);
            }
        });
    }

    /// Asks and waits.
    ///
    /// @throws ProblemException when it is refused
    public Ticket admitNow(Caller caller, Order order) {
        var passage = passage(caller, order);
        if (!passage.decision().admitted()) {
            throw refusal(passage.attempt(), passage.decision());
        }
        return new Ticket(passage, charging, entrance.clock());
    }

    private void later(Caller caller, Order order, Heard heard) {
        Thread.startVirtualThread(() -> {
            Entrance.Passage passage;
            try {
                passage = passage(caller, order);
            } catch (RuntimeException e) {
                heard.refused(Problems.of(e, Ids.show("req", caller.requestId())));
                return;
            }
            hear(passage, heard);
        });
    }

    private Entrance.Passage passage(Caller caller, Order order) {
        var credential = credentials.accept(caller.secret(), caller.address(), Access.TOOLS);
        credential.require(Access.TOOLS);
        return MeteredApi.admitted(() -> entrance.admitKey(caller.requestId(), credential, wish(order)));
    }

    private void hear(Entrance.Passage passage, Heard heard) {
        if (passage.decision().admitted()) {
            heard.admitted(new Ticket(passage, charging, entrance.clock()));
        } else {
            heard.refused(refusal(passage.attempt(), passage.decision()));
        }
    }

    private ProblemException refusal(Attempt attempt, Decision decision) {
        var problem = Refusals.of(attempt, decision, entrance.clock().instant());
        return new Ticket(new Entrance.Passage(attempt, decision), charging, entrance.clock()).with(problem);
    }

    private static Entrance.Wish wish(Order order) {
        return new Entrance.Wish(order.tokens(), order.calls(), order.limits(), "");
    }
}
