package tools.sota.site;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where to go on from the root of the API.
record ApiIndex(String publicUrl) {
    void show(Context ctx) {
        Map<String, String> index = new LinkedHashMap<>();
        index.put("name", "SOTA Tools API");
        index.put("description", publicUrl + "/openapi.yaml");
        index.put("docs", publicUrl + "/docs");
        index.put("first_call", publicUrl + "/v1/echo");
        ctx.json(index);
    }
}
