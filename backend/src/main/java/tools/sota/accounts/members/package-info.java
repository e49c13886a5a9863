/// Who belongs to an account: members, invitations and their rules.
@NullMarked
package tools.sota.accounts.members;

import org.jspecify.annotations.NullMarked;
