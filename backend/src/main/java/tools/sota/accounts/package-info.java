/// Who is who: sign-up, log-in and its sessions, the proof of an address, and which user may do what in which account.
@NullMarked
package tools.sota.accounts;

import org.jspecify.annotations.NullMarked;
