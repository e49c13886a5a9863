@NullMarked
package tools.sota.accounts.members;

import org.jspecify.annotations.NullMarked;
