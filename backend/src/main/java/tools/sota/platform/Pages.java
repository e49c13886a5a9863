package tools.sota.platform;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists, newest first, page by page. A cursor is the last id shown, signed and bound to the list it came from,
/// so rows that arrive meanwhile neither repeat nor hide others.
public final class Pages {
    private static final int DEFAULT = 20;
    private static final int MOST = 100;
    private static final int ID_BYTES = 16;

    private final Secrets secrets;

    public Pages(Secrets secrets) {
        this.secrets = secrets.forPurpose("cursor");
    }

    /// One page as the contract shapes it.
    public record Page<T>(
            List<T> data, boolean hasMore, @Nullable String nextCursor) {}

    /// What to read: at most `limit + 1` rows with an id below `before`.
    public record Slice(int limit, UUID before, String list) {
        public int rows() {
            return limit + 1;
        }
    }

    /// @param list names the list and its filter; a cursor of another list is refused
    public Slice slice(Query query, String list) {
        int limit = query.integer("limit", 1, MOST, DEFAULT);
        return new Slice(
                limit, query.text("cursor").map(cursor -> open(cursor, list)).orElse(new UUID(-1, -1)), list);
    }

    /// Cuts what was read to a page and links the next one.
    public <R, T> Page<T> page(Context ctx, Slice slice, List<R> rows, Function<R, UUID> id, Function<R, T> shown) {
        boolean more = rows.size() > slice.limit();
        var kept = more ? rows.subList(0, slice.limit()) : rows;
        var next = more ? sign(id.apply(kept.getLast()), slice.list()) : null;
        if (next != null) {
            ctx.header("Link", '<' + ctx.path() + '?' + filter(ctx) + "cursor=" + next + ">; rel=\"next\"");
        }
        return new Page<>(kept.stream().map(shown).toList(), more, next);
    }

    private static String filter(Context ctx) {
        var query = ctx.queryString();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.startsWith("cursor="))
                        .map(pair -> pair + '&')
                        .collect(Collectors.joining());
    }

    private String sign(UUID last, String list) {
        var id = bytes(last);
        var signed = ByteBuffer.allocate(ID_BYTES * 2)
                .put(id)
                .put(signature(id, list))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private UUID open(String cursor, String list) {
        return decode(cursor)
                .filter(signed -> signed.length == ID_BYTES * 2)
                .filter(signed -> MessageDigest.isEqual(
                        Arrays.copyOfRange(signed, ID_BYTES, ID_BYTES * 2),
                        signature(Arrays.copyOf(signed, ID_BYTES), list)))
                .map(signed -> {
                    var buffer = ByteBuffer.wrap(signed);
                    return new UUID(buffer.getLong(), buffer.getLong());
                })
                .orElseThrow(() -> Query.bad("cursor", "is not one that this list gave; start again without it"));
    }

    private static Optional<byte[]> decode(String cursor) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] id, String list) {
        var listBytes = list.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var message = ByteBuffer.allocate(ID_BYTES + listBytes.length)
                .put(id)
                .put(listBytes)
                .array();
        return Arrays.copyOf(secrets.mac(message), ID_BYTES);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
