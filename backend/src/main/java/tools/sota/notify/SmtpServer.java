package tools.sota.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where mails are handed over, as `SMTP_URL` names it. STARTTLS is used when a server elsewhere offers it, and is
/// demanded when a password would otherwise cross the network in the clear.
record SmtpServer(
        String scheme,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    static SmtpServer of(URI uri) {
        var login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new SmtpServer(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort(),
                login.length > 0 ? decoded(login[0]) : null,
                login.length > 1 ? decoded(login[1]) : null);
    }

    /// @param self our domain, for the greeting
    Session session(String self) {
        var properties = new Properties();
        set(properties, "connectiontimeout", Long.toString(CONNECT_WITHIN.toMillis()));
        set(properties, "timeout", Long.toString(ANSWER_WITHIN.toMillis()));
        set(properties, "writetimeout", Long.toString(ANSWER_WITHIN.toMillis()));
        set(properties, "localhost", self);
        set(properties, "auth", Boolean.toString(user != null));
        set(properties, "quitwait", "false");
        set(properties, "ssl.checkserveridentity", "true");
        set(properties, "starttls.enable", Boolean.toString(!isLoopback()));
        set(properties, "starttls.required", Boolean.toString(!isLoopback() && user != null));
        return Session.getInstance(properties);
    }

    void connect(Transport transport) throws MessagingException {
        transport.connect(host, port, user, password);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ':' + port;
    }

    private void set(Properties properties, String name, String value) {
        properties.setProperty("mail." + scheme + '.' + name, value);
    }

    private boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
