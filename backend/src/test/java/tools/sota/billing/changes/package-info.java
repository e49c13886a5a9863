/// Plan changes.
@org.jspecify.annotations.NullMarked
package tools.sota.billing.changes;
