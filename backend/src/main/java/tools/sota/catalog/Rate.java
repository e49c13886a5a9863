package tools.sota.catalog;

/// A token bucket: how many requests at once, and how many it regains in a minute.
public record Rate(int capacity, int perMinute) {}
