package tools.sota.site;

/// A figure of the catalog as a page shows it.
///
/// @param value for machines, the `value` attribute: `9900`
/// @param text for people: `$99`
public record PriceCell(String value, String text) {}
