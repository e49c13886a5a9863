package tools.sota.sandbox;

/// The loopback ports of the sandbox: each has a usual number and a variable that changes it.
public enum Port {
    APP("PORT", 8080, "the site and the API"),
    STRIPE("STRIPE_PORT", 12111, "the Stripe stand-in"),
    MAIL("MAIL_PORT", 8025, "the page with the mails"),
    SMTP("SMTP_PORT", 1025, "incoming mail"),
    POSTGRES("POSTGRES_PORT", 54329, "PostgreSQL"),
    REDIS("REDIS_PORT", 63799, "Redis"),
    SITE("SITE_PORT", 5173, "the front end's dev server");

    final String variable;
    final int usual;
    final String purpose;

    Port(String variable, int usual, String purpose) {
        this.variable = variable;
        this.usual = usual;
        this.purpose = purpose;
    }

    /// Those that everything but the application needs.
    static Port[] besidesApp() {
        return new Port[] {STRIPE, MAIL, SMTP, POSTGRES, REDIS};
    }

    /// Those that a sandbox with the finished site needs.
    static Port[] serving() {
        return new Port[] {APP, STRIPE, MAIL, SMTP, POSTGRES, REDIS};
    }
}
