package tools.sota.bench;

import java.nio.ByteBuffer;

/// Puts requests together, each from bytes that were made before the run. Belongs to one thread.
interface Requests {
    /// Writes the next request and returns the number of its key.
    int write(ByteBuffer out);

    /// The longest request in bytes.
    int longest();
}
