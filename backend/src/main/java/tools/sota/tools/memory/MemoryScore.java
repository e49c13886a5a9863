package tools.sota.tools.memory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.sota.tools.Estimate;

/// How well an agent remembered, in shares of 1, and from how far back.
///
/// @param n cases scored
/// @param exactMatch share of cases that match exactly, with Wilson's interval
/// @param tokenF1 mean of the cases, with a bootstrap interval
/// @param recall mean of the cases, with a bootstrap interval
/// @param recallByDistance the bands that have cases, near first
/// @param cases in the order of the request
public record MemoryScore(
        int n,
        Verdict verdict,
        Estimate exactMatch,
        Estimate tokenF1,
        Estimate recall,
        List<BandScore> recallByDistance,
        List<CaseScore> cases) {

    /// Whether token F1 reached what the customer asked for.
    public enum Verdict {
        PASSED,
        FAILED,
        NOT_ASKED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param from the shortest distance of the band
    /// @param to exclusive; null on the last
    public record BandScore(int from, @Nullable Integer to, int n, Estimate recall) {}

    /// @param tokenF1 the best over the expected answers
    /// @param recall share of the words of `matched` that the answer has
    /// @param matched the expected answer with the best token F1, the first of several
    public record CaseScore(String id, boolean exactMatch, double tokenF1, double recall, String matched) {}
}
