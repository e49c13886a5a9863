package tools.sota.billing.sync;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import org.jspecify.annotations.Nullable;

/// Stripe understood and said no; the same request would be refused again.
public final class StripeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String code;
    private final @Nullable String parameter;
    private final String reason;

    StripeRefused(StripeException cause) {
        super("Stripe refused: " + cause.getMessage(), cause);
        code = cause.getCode();
        var error = cause.getStripeError();
        reason = error == null || error.getMessage() == null ? String.valueOf(cause.getMessage()) : error.getMessage();
        parameter = cause instanceof InvalidRequestException request ? request.getParam() : null;
    }

    /// In Stripe's words, which are meant for people.
    public String reason() {
        return reason;
    }

    /// Whether this parameter is the reason, by itself or within another.
    public boolean concerns(String name) {
        return parameter != null && parameter.contains(name);
    }

    public boolean hasCode(String word) {
        return word.equals(code);
    }

    /// Whether what this parameter names does not exist, or no longer.
    public boolean isMissing(String name) {
        return hasCode("resource_missing") && name.equals(parameter);
    }
}
