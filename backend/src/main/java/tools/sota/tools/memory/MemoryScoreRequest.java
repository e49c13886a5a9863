package tools.sota.tools.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cases to score together.
///
/// @param asked 1 to 1,000 cases whose shown ids differ
/// @param minScore token F1 from which the verdict is `passed`; null when no verdict is asked for
public record MemoryScoreRequest(
        List<MemoryCase> asked, @Nullable Double minScore) {

    /// How many cases: what the price counts.
    public int cases() {
        return asked.size();
    }
}
