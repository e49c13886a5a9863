package tools.sota.gateway;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// What a caller is told when the upstream did not answer. Nothing of it is charged.
final class Failures {
    private static final int AGAIN_SECONDS = 5;

    private Failures() {}

    static ProblemException of(Throwable failure) {
        return switch (failure) {
            case ConnectException e -> away();
            case NoRouteToHostException e -> away();
            case UnknownHostException e -> away();
            case UnresolvedAddressException e -> away();
            case SocketTimeoutException e -> away();
            case TimeoutException e -> late();
            case RejectedExecutionException e ->
                Problem.OVERLOADED
                        .because("Too many requests wait for the service behind this address. Nothing was charged; try"
                                + " again.")
                        .retryAfter(1);
            default ->
                Problem.UPSTREAM_FAILED.because(
                        "The service behind this address broke off before it answered. Nothing was charged; try again if"
                                + " repeating does no harm.");
        };
    }

    static ProblemException late() {
        return Problem.UPSTREAM_TIMEOUT.because(
                "The service behind this address did not begin its answer in time. Nothing was charged; it may have"
                        + " done the work all the same.");
    }

    static ProblemException tooLarge(long most) {
        return Problem.PAYLOAD_TOO_LARGE
                .because("A request to this product may have " + most + " bytes. Send the work in several requests.")
                .with("max_bytes", most);
    }

    private static ProblemException away() {
        return Problem.UPSTREAM_UNAVAILABLE
                .because("The service behind this address cannot be reached. Nothing was charged; try again.")
                .retryAfter(AGAIN_SECONDS);
    }
}
