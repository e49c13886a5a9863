package tools.sota.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The keys to call with, side by side in one array: a million of them are 48 MB.
final class Keys {
    private final byte[] bytes;
    private final int length;

    private Keys(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /// One a line, all equally long.
    static Keys read(Path file) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            var all = new java.io.ByteArrayOutputStream();
            int length = 0;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (length > 0 && line.length() != length) {
                    throw new Options.Wrong(file + " must hold one key a line, all equally long.");
                }
                length = line.length();
                all.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            }
            if (length == 0) {
                throw new Options.Wrong(file + " holds no key.");
            }
            return new Keys(all.toByteArray(), length);
        } catch (IOException e) {
            throw new Options.Wrong("Cannot read the keys in " + file + ": " + e.getMessage());
        }
    }

    int count() {
        return bytes.length / length;
    }

    int length() {
        return length;
    }

    void write(int key, ByteBuffer out) {
        out.put(bytes, key * length, length);
    }

    String text(int key) {
        return new String(bytes, key * length, length, StandardCharsets.US_ASCII);
    }
}
