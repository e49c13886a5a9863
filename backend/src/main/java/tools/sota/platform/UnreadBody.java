package tools.sota.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A caller that is refused while it still sends must be able to read why: were its connection closed upon bytes that
/// nobody read, the answer would be lost with them.
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    /// Whoever sends more than that does not want to hear.
    private static final long MOST = 8 * Server.LARGEST_BODY;

    private static final int AT_ONCE = 65_536;

    private UnreadBody() {}

    /// Reads what is left of the body. A caller that asked whether to send it is not told to.
    static void discard(HttpServletRequest request) {
        if (request.getHeader("Expect") != null) {
            return;
        }
        try {
            var in = request.getInputStream();
            var bytes = new byte[AT_ONCE];
            int read = 0;
            for (long all = 0; read >= 0 && all < MOST; all += read) {
                read = in.read(bytes);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The rest of a refused body could not be read", e);
        }
    }
}
