package tools.sota.catalog;

import tools.sota.platform.Money;

/// What a plan costs per interval. Stripe knows it by its lookup key, which moves on to a new price when the amount
/// changes; nobody names a Stripe price by id.
public record Price(String plan, Interval interval, Money price) {
    public String lookupKey() {
        return plan + '_' + interval.word();
    }
}
