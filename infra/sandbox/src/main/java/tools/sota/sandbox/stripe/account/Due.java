package tools.sota.sandbox.stripe.account;

/// Something that happens by itself at a moment.
///
/// @param customer whose time it happens in
public record Due(long at, String customer, Runnable action) {}
