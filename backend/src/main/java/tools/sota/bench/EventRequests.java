package tools.sota.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Batches of usage events. The text is made once; before each send only the ids in it are written anew, so that no
/// event is a duplicate of another.
final class EventRequests implements Requests {
    private static final int ID_DIGITS = 16;
    private static final String BLANK = "0".repeat(ID_DIGITS);

    private final KeyRequests requests;
    private final int[] ids;
    private final AtomicLong next;

    /// @param text of the whole request, with the place of the key in it
    /// @param first the number of the first event; the generator's runs must not overlap
    EventRequests(Keys keys, String text, long first) {
        this.requests = new KeyRequests(keys, text, first);
        this.ids = places(text, keys.length());
        this.next = new AtomicLong(first);
    }

    /// A batch as the contract wants it, every id still blank.
    static String batch(int events, String time) {
        var text = new StringBuilder("[");
        for (int event = 0; event < events; event++) {
            text.append(event == 0 ? "" : ",").append("""
                    {"specversion":"1.0","id":"%s","source":"bench","type":"bench","time":"%s",\
                    "subject":"bench","data":{"value":1}}""".formatted(BLANK, time));
        }
        return text.append(']').toString();
    }

    @Override
    public int write(ByteBuffer out) {
        int key = requests.write(out);
        for (int at : ids) {
            putHex(out, at, next.getAndIncrement());
        }
        return key;
    }

    @Override
    public int longest() {
        return requests.longest();
    }

    private static int[] places(String text, int keyLength) {
        int shift = keyLength - KeyRequests.KEY.length();
        var marker = "\"id\":\"";
        return java.util.stream.IntStream.iterate(
                        text.indexOf(marker), at -> at >= 0, at -> text.indexOf(marker, at + 1))
                .map(at -> text.substring(0, at + marker.length()).getBytes(StandardCharsets.UTF_8).length + shift)
                .toArray();
    }

    private static void putHex(ByteBuffer out, int at, long number) {
        for (int digit = ID_DIGITS - 1; digit >= 0; digit--) {
            out.put(at + digit, (byte) HexFormat.of().toLowHexDigit((int) (number >>> (4 * (ID_DIGITS - 1 - digit)))));
        }
    }
}
