package tools.sota.keys;

import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// A key that is known but does not hold, or not from where it was used: its account may read why.
public final class RefusedKey extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final transient Key key;

    RefusedKey(Problem problem, Key key, String detail) {
        super(problem, detail);
        this.key = key;
    }

    public Key key() {
        return key;
    }
}
