/// The hosted pages: pay page, 3-D Secure challenge, portal, invoice.
@NullMarked
package tools.sota.sandbox.stripe.pages;

import org.jspecify.annotations.NullMarked;
