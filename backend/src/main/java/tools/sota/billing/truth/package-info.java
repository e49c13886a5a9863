/// Stripe, our books and the ledger beside each other: what has drifted is named, and healed or reported; an account in
/// a state that must not be is parked.
@NullMarked
package tools.sota.billing.truth;

import org.jspecify.annotations.NullMarked;
