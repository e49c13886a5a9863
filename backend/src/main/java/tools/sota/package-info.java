/// The product: start here. `App` builds it, `Routes` shows every address, `Config` what can be set, `Jobs` what runs
/// by itself.
@NullMarked
package tools.sota;

import org.jspecify.annotations.NullMarked;
