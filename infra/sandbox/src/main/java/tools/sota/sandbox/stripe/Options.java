package tools.sota.sandbox.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a stand-in is started; begin with [#defaults()] and say what differs.
///
/// @param host must be a loopback address
/// @param port 0 takes a free one
/// @param time what the stand-in takes for now; a test gives one that it moves
/// @param stateFile where everything is kept between runs; without it a stand-in forgets when it is closed
/// @param webhookUrl where every event is sent; further endpoints can be made through the API
/// @param webhookSecret signs what is sent there (`whsec_…`)
/// @param strict whether an answer or event that Stripe's types would not allow is a server error
/// @param background whether webhooks go out and time passes by themselves; without it only requests and
///     [Control#flush()] move anything
public record Options(
        String host,
        int port,
        InstantSource time,
        @Nullable Path stateFile,
        @Nullable URI webhookUrl,
        String webhookSecret,
        boolean strict,
        boolean background) {
    public static final int USUAL_PORT = 12111;

    public static Options defaults() {
        return new Options(
                "127.0.0.1", USUAL_PORT, InstantSource.system(), null, null, "whsec_stand_in_secret", true, true);
    }

    public Options withHost(String address) {
        return new Options(address, port, time, stateFile, webhookUrl, webhookSecret, strict, background);
    }

    public Options withPort(int number) {
        return new Options(host, number, time, stateFile, webhookUrl, webhookSecret, strict, background);
    }

    public Options withTime(InstantSource source) {
        return new Options(host, port, source, stateFile, webhookUrl, webhookSecret, strict, background);
    }

    public Options withStateFile(Path path) {
        return new Options(host, port, time, path, webhookUrl, webhookSecret, strict, background);
    }

    public Options withWebhook(URI url, String secret) {
        return new Options(host, port, time, stateFile, url, secret, strict, background);
    }

    public Options lenient() {
        return new Options(host, port, time, stateFile, webhookUrl, webhookSecret, false, background);
    }

    public Options withoutBackground() {
        return new Options(host, port, time, stateFile, webhookUrl, webhookSecret, strict, false);
    }
}
