package tools.sota.billing.changes;

import com.stripe.model.Invoice;

/// What an invoice comes to that does not exist yet, as Stripe reckons it; minor units of the currency.
///
/// @param discount that coupons take off
/// @param tax on top
/// @param other what waits for the next invoice anyway, such as calls beyond the plan
/// @param total below nothing when credit is left over
/// @param due after the customer's balance
record Sums(long discount, long tax, long other, long total, long due) {
    /// A change that charges nothing now.
    static final Sums NOTHING = new Sums(0, 0, 0, 0, 0);

    /// @param known the lines that we expect, together
    static Sums of(Invoice invoice, long known) {
        long subtotal = invoice.getSubtotal();
        long total = invoice.getTotal();
        var amounts = invoice.getTotalDiscountAmounts();
        long discount = amounts == null
                ? 0
                : amounts.stream()
                        .mapToLong(Invoice.TotalDiscountAmount::getAmount)
                        .sum();
        return new Sums(discount, total - subtotal + discount, subtotal - known, total, invoice.getAmountDue());
    }

    /// What the customer's balance at Stripe pays; negative when the customer owes.
    long balance() {
        return Math.max(0, total) - due;
    }

    long withoutOther() {
        return total - other;
    }
}
