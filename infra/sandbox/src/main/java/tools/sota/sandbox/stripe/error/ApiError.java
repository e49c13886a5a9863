package tools.sota.sandbox.stripe.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.json.Json;

/// Ends a request with one of Stripe's errors.
@SuppressWarnings("serial") // never serialised: it lives between a rule and the answer to one request
public final class ApiError extends RuntimeException {
    private final int status;
    private final ObjectNode fields;

    private ApiError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.fields = Json.object().put("type", type).put("message", message);
    }

    /// The request breaks a rule.
    public static ApiError invalid(String message) {
        return new ApiError(400, "invalid_request_error", message);
    }

    public static ApiError invalid(String param, String message) {
        return invalid(message).with("param", param);
    }

    public static ApiError invalid(String code, String param, String message) {
        return invalid(message).with("code", code).with("param", param);
    }

    /// The object in the path does not exist (404), or one named by a parameter does not (400).
    public static ApiError missing(String object, String id, String param) {
        var error = new ApiError(
                param.equals("id") ? 404 : 400, "invalid_request_error", "No such %s: '%s'".formatted(object, id));
        return error.with("code", "resource_missing").with("param", param);
    }

    /// Nothing will be billed to a customer.
    public static ApiError nothingUpcoming(String customer) {
        var message = "No upcoming invoices for customer: '%s'".formatted(customer);
        return new ApiError(404, "invalid_request_error", message).with("code", "invoice_upcoming_none");
    }

    public static ApiError unrecognizedUrl(String method, String path) {
        return new ApiError(404, "invalid_request_error", "Unrecognized request URL (%s: %s)".formatted(method, path));
    }

    public static ApiError unauthorized(String message) {
        return new ApiError(401, "invalid_request_error", message);
    }

    public static ApiError idempotency(String message) {
        return new ApiError(400, "idempotency_error", message);
    }

    public static ApiError conflict(String code, String message) {
        return new ApiError(409, "invalid_request_error", message).with("code", code);
    }

    public static ApiError tooManyRequests() {
        return new ApiError(429, "invalid_request_error", "Too many requests hit the API too quickly.")
                .with("code", "rate_limit");
    }

    public static ApiError server(String message) {
        return new ApiError(500, "api_error", message);
    }

    /// The card was refused, or the customer must act first.
    public static ApiError card(String code, String message) {
        return new ApiError(402, "card_error", message).with("code", code);
    }

    public ApiError with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    public ApiError with(String field, ObjectNode value) {
        fields.set(field, value.deepCopy());
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return fields.path("code").asText();
    }

    /// The words for people.
    public String explanation() {
        return Json.text(fields, "message");
    }

    /// The error as objects remember it (`last_payment_error`).
    public ObjectNode fields() {
        return fields.deepCopy();
    }

    /// Stripe keeps the answers of requests that were carried out; one that broke a rule was not.
    public boolean wasCarriedOut() {
        return status == 402 || status >= 500;
    }

    public ObjectNode body() {
        var body = Json.object();
        body.set("error", fields.deepCopy());
        return body;
    }
}
