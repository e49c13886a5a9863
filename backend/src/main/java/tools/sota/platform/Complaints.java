package tools.sota.platform;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with a body: the first few in words, the rest as a number, so that an answer is never much larger than
/// a request.
final class Complaints {
    static final int NAMED = 20;

    private final List<ProblemException.FieldError> named = new ArrayList<>();
    private final int[] count = new int[1];

    void add(ProblemException.FieldError error) {
        count[0]++;
        if (count[0] <= NAMED) {
            named.add(error);
        }
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /// A sentence about the first, with how many there are beside it.
    String sentence() {
        var first = named.getFirst().detail();
        var more = count[0] == 1 ? "" : " (and " + (count[0] - 1) + " more in errors)";
        return Character.toUpperCase(first.charAt(0)) + first.substring(1) + more + '.';
    }

    List<ProblemException.FieldError> errors() {
        var all = new ArrayList<>(named);
        if (count[0] > NAMED) {
            all.add(new ProblemException.FieldError("", "and " + (count[0] - NAMED) + " more"));
        }
        return List.copyOf(all);
    }
}
