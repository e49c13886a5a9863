package tools.sota.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A keep-alive connection with at most one call on its way.
final class Connection implements AutoCloseable {
    /// The longest answer that can be read.
    private static final int ANSWER_BYTES = 8 * 1024 * 1024;

    private static final int USUAL_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey selected;
    private final AtomicReference<ByteBuffer> in = new AtomicReference<>(ByteBuffer.allocateDirect(USUAL_BYTES));
    private final ByteBuffer out;
    private final Deque<Call> calls = new ArrayDeque<>(1);

    /// A call on its way.
    ///
    /// @param intended when it was meant to leave, by the JVM's nanosecond clock
    /// @param key number of the key it was made with
    record Call(long intended, int key) {}

    private Connection(SocketChannel channel, SelectionKey selected, int longestRequest) {
        this.channel = channel;
        this.selected = selected;
        this.out = ByteBuffer.allocateDirect(longestRequest);
    }

    static Connection open(Selector selector, InetSocketAddress server, int longestRequest) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.connect(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var selected = channel.register(selector, SelectionKey.OP_READ);
            var connection = new Connection(channel, selected, longestRequest);
            selected.attach(connection);
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void send(Requests requests, long intended) throws IOException {
        out.clear();
        calls.add(new Call(intended, requests.write(out)));
        out.flip();
        write();
    }

    /// Goes on with a request that the socket did not take at once.
    void write() throws IOException {
        channel.write(out);
        selected.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
    }

    boolean canWrite() {
        return selected.isWritable();
    }

    /// Reads what has come; the answer once it is whole, to be taken with {@link #take}.
    ///
    /// @throws EOFException when the server has closed the connection
    @Nullable
    Answer read() throws IOException {
        var read = in.get();
        if (channel.read(read) < 0) {
            throw new EOFException();
        }
        var answer = Answer.parse(read);
        if (answer == null && !read.hasRemaining()) {
            in.set(grown(read));
        }
        if (answer != null && (answer.end() != read.position() || calls.isEmpty())) {
            throw new Answer.Malformed("more was answered than asked");
        }
        return answer;
    }

    private static ByteBuffer grown(ByteBuffer full) {
        if (full.capacity() >= ANSWER_BYTES) {
            throw new Answer.Malformed("an answer is longer than " + ANSWER_BYTES + " bytes");
        }
        return ByteBuffer.allocateDirect(2 * full.capacity()).put(full.flip());
    }

    /// The bytes of the answer that {@link #read} returned last.
    ByteBuffer bytes() {
        return in.get();
    }

    /// The call that was answered; the connection is free for the next.
    Call take() {
        in.get().clear();
        return calls.remove();
    }

    /// The call on its way.
    Call current() {
        return calls.element();
    }

    boolean isBusy() {
        return !calls.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
