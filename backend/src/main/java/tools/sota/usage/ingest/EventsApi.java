package tools.sota.usage.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.KeyCredential;
import tools.sota.platform.Credential;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;

/// `POST /v1/usage/events`: CloudEvents 1.0 in JSON, one or a batch.
public final class EventsApi {
    private static final String ACCEPTED = "accepted";
    private static final String DUPLICATE = "duplicate";
    private static final String REJECTED = "rejected";

    private final Ingest ingest;

    EventsApi(Ingest ingest) {
        this.ingest = ingest;
    }

    /// @param index place in the batch, from 0
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Result(
            int index,
            @Nullable String id,
            @Nullable String source,
            String status,
            @Nullable String code,
            @Nullable String detail) {}

    private record Answer(long accepted, long duplicates, long rejected, List<Result> results) {}

    public void receive(Context ctx) {
        Query.of(ctx);
        var key = Credential.of(ctx, KeyCredential.class).key();
        var sender = new Ingest.Sender(key.accountId(), key.environment(), key.id());
        var judge = ingest.judge(sender);
        var received = EventReader.read(ctx.bodyAsBytes(), isSingle(ctx), judge::judge);
        var events =
                received.stream().map(Received::event).filter(Objects::nonNull).toList();
        ctx.json(answer(received, ingest.book(sender, events)));
    }

    private static Answer answer(List<Received> received, Set<UUID> booked) {
        // The first of several equal events is the one that was accepted.
        var fresh = new HashSet<>(booked);
        var results = new ArrayList<Result>(received.size());
        for (var one : received) {
            var event = one.event();
            var status = event == null ? REJECTED : fresh.remove(event.digest()) ? ACCEPTED : DUPLICATE;
            results.add(new Result(results.size(), one.id(), one.source(), status, one.code(), one.detail()));
        }
        return new Answer(count(results, ACCEPTED), count(results, DUPLICATE), count(results, REJECTED), results);
    }

    private static long count(List<Result> results, String status) {
        return results.stream().filter(result -> result.status().equals(status)).count();
    }

    private static boolean isSingle(Context ctx) {
        var header = ctx.contentType();
        var type = header == null
                ? ""
                : header.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        return switch (type) {
            case "application/cloudevents-batch+json", "application/json" -> false;
            case "application/cloudevents+json" -> true;
            default ->
                throw Problem.UNSUPPORTED_MEDIA_TYPE
                        .because(
                                "Send events as application/cloudevents-batch+json, or one as application/cloudevents+json.")
                        .header(
                                "Accept-Post",
                                "application/cloudevents-batch+json, application/cloudevents+json, application/json");
        };
    }
}
