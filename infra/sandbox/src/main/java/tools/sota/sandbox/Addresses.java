package tools.sota.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What the person at the terminal reads once everything is up.
record Addresses(Setting setting, DataFolder folder) {
    @Override
    public String toString() {
        return """

                SOTA Tools is running. Stop everything with Ctrl-C.

                %s

                Data is kept in %s; "make run FRESH=1" starts empty.
                In a second terminal, "make demo" shows the product at work.
                """.formatted(table(), folder.path());
    }

    private String table() {
        var width = rows().keySet().stream().mapToInt(String::length).max().orElse(0);
        return rows().entrySet().stream()
                .map(row ->
                        "  " + row.getKey() + " ".repeat(width - row.getKey().length()) + "   " + row.getValue())
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        rows.put("Site", setting.publicUrl());
        rows.put("Dashboard", setting.publicUrl() + "/app");
        rows.put("API", setting.url(Port.APP) + "/v1");
        rows.put("Mails sent", setting.url(Port.MAIL));
        rows.put("Stripe stand-in", setting.url(Port.STRIPE));
        rows.put(
                "PostgreSQL",
                "postgresql://postgres@127.0.0.1:%d/postgres"
                        .formatted(setting.ports().of(Port.POSTGRES)));
        rows.put("Redis", setting.redisUrl());
        return rows;
    }
}
