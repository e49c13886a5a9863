package tools.sota.tools.memory;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A range of distances whose cases are averaged together. The edges are published and the same for everybody, so that
/// two runs can be laid side by side: 0, 2, 5, 10, 20, 50, 100, 200, 500, 1,000 turns; the last band has no end.
///
/// @param to exclusive; null on the last
record DistanceBand(int from, @Nullable Integer to) {
    private static final List<Integer> EDGES = List.of(0, 2, 5, 10, 20, 50, 100, 200, 500, 1_000);

    static final List<DistanceBand> ALL = IntStream.range(0, EDGES.size())
            .mapToObj(at -> new DistanceBand(EDGES.get(at), at + 1 < EDGES.size() ? EDGES.get(at + 1) : null))
            .toList();

    boolean has(int distance) {
        return distance >= from && (to == null || distance < to);
    }
}
