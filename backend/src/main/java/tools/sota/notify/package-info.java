/// Telling people: mails written in the transaction of their cause and sent at least once afterwards.
@NullMarked
package tools.sota.notify;

import org.jspecify.annotations.NullMarked;
