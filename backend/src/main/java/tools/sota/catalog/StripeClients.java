package tools.sota.catalog;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import org.jspecify.annotations.Nullable;

/// The one place that builds a client of Stripe.
public final class StripeClients {
    private static final int CONNECT_WITHIN_MS = 5_000;
    private static final int ANSWER_WITHIN_MS = 20_000;
    /// Said aloud because a `StripeClient` retries 0 times by default, unlike the static `Stripe`.
    private static final int RETRIES = 2;

    private StripeClients() {}

    /// @param base stands for all four hosts of Stripe; null for Stripe's own
    public static StripeClient open(String secretKey, @Nullable String base) {
        Stripe.enableTelemetry = false;
        var builder = StripeClient.builder()
                .setApiKey(secretKey)
                .setConnectTimeout(CONNECT_WITHIN_MS)
                .setReadTimeout(ANSWER_WITHIN_MS)
                .setMaxNetworkRetries(RETRIES);
        if (base != null) {
            var host = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
            builder.setApiBase(host).setConnectBase(host).setFilesBase(host).setMeterEventsBase(host);
        }
        return builder.build();
    }
}
