package tools.sota.catalog;

import java.util.Locale;

/// How often a plan is paid.
public enum Interval {
    MONTH,
    YEAR;

    /// As the contract and Stripe write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
