package tools.sota.platform;

import io.javalin.security.RouteRole;

/// Who may call a route. It stands beside each URL in `Routes`; a route without one answers nobody.
public enum Access implements RouteRole {
    /// Anyone.
    PUBLIC,
    /// A signed-in user, whatever the account.
    USER,
    /// A session of one of our own people, made so by the command `staff`.
    STAFF,
    /// A session of any member of the account.
    MEMBER,
    /// A session of an owner or admin.
    ADMIN,
    /// A session of an owner, admin or developer.
    DEVELOPER,
    /// A session of an owner, admin or billing contact.
    BILLING,
    /// A key with the scope `tools`.
    TOOLS,
    /// A session of any member, or a key with the scope `usage:read`.
    USAGE,
    /// A key with the scope `usage:write`.
    USAGE_WRITE,
    /// A service key, with the scope `verify`.
    VERIFY,
    /// Any session or key.
    ANY
}
