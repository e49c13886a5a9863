package tools.sota.sandbox.stripe.customers;

/// Whether somebody is there to pass 3-D Secure while a card is charged.
public enum Presence {
    ABSENT,
    PRESENT,
    /// Has just passed it.
    AUTHENTICATED
}
