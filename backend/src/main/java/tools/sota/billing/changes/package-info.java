/// Changes of a paid plan that the customer makes here: previewed, stored, then carried out with the stored figures.
@NullMarked
package tools.sota.billing.changes;

import org.jspecify.annotations.NullMarked;
