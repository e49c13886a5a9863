package tools.sota.metering;

import java.util.List;
import java.util.UUID;
import tools.sota.keys.Key;
import tools.sota.keys.KeyCredential;
import tools.sota.keys.KeyCredentials;
import tools.sota.keys.RefusedKey;
import tools.sota.limits.Admission;
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
    private final KeyCredentials credentials;
    private final Ticket.Desk desk;

    LaneMeter(Entrance entrance, KeyCredentials credentials, Ticket.Desk desk) {
        this.entrance = entrance;
        this.credentials = credentials;
        this.desk = desk;
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
    /// @param product what is noted of it names
    /// @param tokens 0 for a request that has taken its token already
    /// @param calls to hold; 0 for none
    /// @param limits beside the plan's own
    public record Order(String product, int tokens, int calls, List<NamedLimit> limits) {}

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
        var visit = visit(caller, order, known.get().key());
        entrance.ask(attempt, new Admission.Decided() {
            @Override
            public void decided(Decision decision) {
                hear(new Entrance.Passage(attempt, decision), visit, heard);
            }

            @Override
            public void undecided() {
                later(caller, order, heard);
            }
        });
    }

    /// Asks and waits.
    ///
    /// @throws ProblemException when it is refused, which is noted
    public Ticket admitNow(Caller caller, Order order) {
        var credential = credential(caller, order);
        var visit = visit(caller, order, credential.key());
        return ticket(passage(credential, visit, order), visit);
    }

    private void later(Caller caller, Order order, Heard heard) {
        Thread.startVirtualThread(() -> {
            Ticket ticket;
            try {
                ticket = admitNow(caller, order);
            } catch (RuntimeException e) {
                heard.refused(Problems.of(e, Ids.show("req", caller.requestId())));
                return;
            }
            heard.admitted(ticket);
        });
    }

    private void hear(Entrance.Passage passage, Visit visit, Heard heard) {
        Ticket ticket;
        try {
            ticket = ticket(passage, visit);
        } catch (ProblemException e) {
            heard.refused(e);
            return;
        }
        heard.admitted(ticket);
    }

    private KeyCredential credential(Caller caller, Order order) {
        try {
            return credentials.accept(caller.secret(), caller.address(), Access.TOOLS);
        } catch (RefusedKey e) {
            desk.observed().explain(visit(caller, order, e.key()), null, e);
            throw e;
        }
    }

    private Entrance.Passage passage(KeyCredential credential, Visit visit, Order order) {
        try {
            credential.require(Access.TOOLS);
            return MeteredApi.admitted(() -> entrance.admitKey(visit.requestId(), credential, wish(order)));
        } catch (RuntimeException e) {
            var problem = Problems.of(e, Ids.show("req", visit.requestId()));
            desk.observed().refused(visit, null, problem);
            throw problem;
        }
    }

    /// @throws ProblemException when admission refused
    private Ticket ticket(Entrance.Passage passage, Visit visit) {
        var ticket = new Ticket(passage, visit, desk);
        var decision = passage.decision();
        if (!decision.admitted()) {
            throw ticket.refuse(
                    Refusals.of(passage.attempt(), decision, desk.clock().instant()));
        }
        return ticket;
    }

    private static Visit visit(Caller caller, Order order, Key key) {
        return new Visit(caller.requestId(), key, caller.address(), order.product(), order.calls());
    }

    private static Entrance.Wish wish(Order order) {
        return new Entrance.Wish(order.tokens(), order.calls(), order.limits(), "");
    }
}
