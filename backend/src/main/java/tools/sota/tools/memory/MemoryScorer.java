package tools.sota.tools.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.sota.tools.Bootstrap;
import tools.sota.tools.Estimate;
import tools.sota.tools.WilsonInterval;
import tools.sota.tools.memory.MemoryScore.BandScore;
import tools.sota.tools.memory.MemoryScore.CaseScore;
import tools.sota.tools.memory.MemoryScore.Verdict;

/// Scores the answers of an agent against the facts it was told: the same request always gives the same score.
///
/// Time grows with the characters of the request, whatever they are: a body of the 4 MB that the server takes needs
/// less than a second of one core.
public final class MemoryScorer {
    private MemoryScorer() {}

    public static MemoryScore score(MemoryScoreRequest request) {
        var matches = request.asked().stream().map(Match::best).toList();
        int exact = Math.toIntExact(matches.stream().filter(Match::exact).count());
        var tokenF1 = mean(matches, Match::f1);
        return new MemoryScore(
                matches.size(),
                verdict(tokenF1, request.minScore()),
                WilsonInterval.of(exact, matches.size()),
                tokenF1,
                mean(matches, Match::recall),
                byDistance(matches),
                IntStream.range(0, matches.size())
                        .mapToObj(position -> matches.get(position).shown(position))
                        .toList());
    }

    private static Verdict verdict(Estimate tokenF1, @Nullable Double minScore) {
        if (minScore == null) {
            return Verdict.NOT_ASKED;
        }
        return tokenF1.score() >= minScore ? Verdict.PASSED : Verdict.FAILED;
    }

    private static List<BandScore> byDistance(List<Match> matches) {
        var scores = new ArrayList<BandScore>();
        for (var band : DistanceBand.ALL) {
            var inside = matches.stream()
                    .filter(match -> band.has(match.asked().distance()))
                    .toList();
            if (!inside.isEmpty()) {
                scores.add(new BandScore(band.from(), band.to(), inside.size(), mean(inside, Match::recall)));
            }
        }
        return List.copyOf(scores);
    }

    private static Estimate mean(List<Match> matches, ToDoubleFunction<Match> value) {
        return Bootstrap.mean(matches.stream().mapToDouble(value).toArray());
    }

    /// A case and how well its answer fits the expected one it fits best.
    private record Match(MemoryCase asked, boolean exact, double f1, double recall, String expected) {

        static Match best(MemoryCase asked) {
            var answer = AnswerTokens.of(asked.answer());
            var best = of(asked, answer, asked.expected().getFirst());
            boolean exact = best.exact();
            for (var expected : asked.expected().subList(1, asked.expected().size())) {
                var match = of(asked, answer, expected);
                exact |= match.exact();
                best = match.f1() > best.f1() ? match : best;
            }
            return new Match(asked, exact, best.f1(), best.recall(), best.expected());
        }

        private static Match of(MemoryCase asked, AnswerTokens answer, String expected) {
            var tokens = AnswerTokens.of(expected);
            return new Match(asked, tokens.isExactly(answer), tokens.f1(answer), tokens.foundIn(answer), expected);
        }

        CaseScore shown(int position) {
            return new CaseScore(
                    asked.shownId(position), exact, Estimate.rounded(f1), Estimate.rounded(recall), expected);
        }
    }
}
