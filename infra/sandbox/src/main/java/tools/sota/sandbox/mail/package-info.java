/// Catches every mail that is sent on this machine, keeps it, and shows it on a page.
@NullMarked
package tools.sota.sandbox.mail;

import org.jspecify.annotations.NullMarked;
