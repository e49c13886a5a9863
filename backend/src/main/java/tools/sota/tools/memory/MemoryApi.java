package tools.sota.tools.memory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import tools.sota.platform.Body;
import tools.sota.platform.Fields;
import tools.sota.platform.Requests;

/// `POST /v1/memory/score`: reads the cases, writes their score. Scoring itself is {@link MemoryScorer}.
public final class MemoryApi {
    private static final int MOST_CASES = 1_000;
    private static final int MOST_EXPECTED = 20;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_DISTANCE = 1_000_000;

    private MemoryApi() {}

    public static MemoryScoreRequest read(Context ctx) {
        return Body.read(ctx, MemoryApi::request);
    }

    /// @param calls what this answer cost
    public static Answer answer(Context ctx, int calls, MemoryScore score) {
        return new Answer(Requests.shownId(ctx), calls, score);
    }

    private static MemoryScoreRequest request(Fields fields) {
        var cases = fields.objects("cases", 1, MOST_CASES, MemoryApi::oneCase);
        refuseSameIds(cases, fields);
        return new MemoryScoreRequest(cases, fields.optionalNumber("min_score", 0, 1));
    }

    private static MemoryCase oneCase(Fields fields) {
        fields.optionalText("question", LONGEST_TEXT);
        return new MemoryCase(
                fields.optionalText("id", LONGEST_ID),
                fields.texts("expected", 1, MOST_EXPECTED, LONGEST_TEXT),
                fields.text("answer", 0, LONGEST_TEXT),
                fields.integer("distance", 0, LONGEST_DISTANCE));
    }

    private static void refuseSameIds(List<MemoryCase> cases, Fields fields) {
        var seen = new HashMap<String, Integer>();
        for (int position = 0; position < cases.size(); position++) {
            var first = seen.putIfAbsent(cases.get(position).shownId(position), position);
            if (first != null) {
                fields.bad("cases/" + position + "/id", "is that of case " + first + " too", "");
            }
        }
    }

    /// The score as the contract shows it.
    ///
    /// @param calls what this answer cost
    public record Answer(
            String requestId, int calls, @JsonUnwrapped MemoryScore score) {}
}
