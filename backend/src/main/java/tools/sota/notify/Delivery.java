package tools.sota.notify;

/// How an attempt to deliver a mail ended.
sealed interface Delivery {
    record Sent() implements Delivery {}

    /// The server refused this very mail.
    ///
    /// @param forGood whether it will refuse it again
    /// @param reason without addresses
    record Refused(String reason, boolean forGood) implements Delivery {}

    /// No mail can be sent now, this one or another; it is no fault of the mail.
    record Unavailable(String reason) implements Delivery {}
}
