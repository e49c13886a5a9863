package tools.sota.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that ends with a problem+json answer. Expected, so it carries no stack trace and is not logged.
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    protected ProblemException(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    /// Adds an extension member of RFC 9457 section 3.2.
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// @param seconds whole seconds after which a lone caller succeeds
    public ProblemException retryAfter(long seconds) {
        return header("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    public ProblemException fields(List<FieldError> errors) {
        return with("errors", errors);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /// One bad field.
    ///
    /// @param pointer a JSON Pointer into the body, or the parameter's name
    public record FieldError(String pointer, String detail) {}
}
