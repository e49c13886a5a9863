package tools.sota.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tool, and the operations of it that are metered.
///
/// @param upstream what serves `/v1/{id}/**`; null for the tools of this server
public record Product(
        String id,
        String name,
        String description,
        List<Operation> operations,
        @Nullable Upstream upstream) {}
