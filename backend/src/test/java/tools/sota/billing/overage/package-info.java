/// Plan overage.
@org.jspecify.annotations.NullMarked
package tools.sota.billing.overage;
