package tools.sota.catalog;

import java.util.List;

/// A tool, and the operations of it that are metered.
public record Product(String id, String name, String description, List<Operation> operations) {}
