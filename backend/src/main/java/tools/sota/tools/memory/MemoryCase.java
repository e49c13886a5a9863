package tools.sota.tools.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question that was put to the agent, and what it said.
///
/// @param id the customer's name for it, or null
/// @param expected every answer that counts as right, at least one
/// @param answer what the agent said; may be empty
/// @param distance turns between the telling of the fact and the question
record MemoryCase(@Nullable String id, List<String> expected, String answer, int distance) {

    /// The name in our answer: the customer's, or the position from 0.
    String shownId(int position) {
        return id == null ? Integer.toString(position) : id;
    }
}
