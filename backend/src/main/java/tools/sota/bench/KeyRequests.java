package tools.sota.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// The same request again and again, each with a key at random.
final class KeyRequests implements Requests {
    /// Where the key goes in the text of a request.
    static final String KEY = "{key}";

    private final Keys keys;
    private final byte[] before;
    private final byte[] behind;
    private final SplittableRandom random;

    /// @param text of the whole request, with the place of the key in it
    KeyRequests(Keys keys, String text, long seed) {
        int at = text.indexOf(KEY);
        this.keys = keys;
        this.before = text.substring(0, at).getBytes(StandardCharsets.UTF_8);
        this.behind = text.substring(at + KEY.length()).getBytes(StandardCharsets.UTF_8);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int write(ByteBuffer out) {
        int key = random.nextInt(keys.count());
        out.put(before);
        keys.write(key, out);
        out.put(behind);
        return key;
    }

    @Override
    public int longest() {
        return before.length + keys.length() + behind.length;
    }
}
