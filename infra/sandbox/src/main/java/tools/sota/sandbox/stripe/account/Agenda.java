package tools.sota.sandbox.stripe.account;

import java.util.stream.Stream;

/// What a kind of object has coming by itself: at most the next thing for each object.
@FunctionalInterface
public interface Agenda {
    Stream<Due> coming();
}
