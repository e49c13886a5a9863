package tools.sota.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.sota.platform.Json;
import tools.sota.platform.Resources;

/// The API's description at `/openapi.yaml` and `/openapi.json`, which any site may read.
final class Specification {
    private Specification() {}

    /// @return both, by address
    static Map<String, Asset> assets(SecurityHeaders security) {
        var yaml = Resources.bytes("/openapi.yaml");
        return Map.of(
                "/openapi.yaml", asset(security, "application/yaml", yaml),
                "/openapi.json", asset(security, "application/json", json(yaml)));
    }

    private static Asset asset(SecurityHeaders security, String type, byte[] bytes) {
        var headers = new LinkedHashMap<>(security.ofOpen());
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-cache");
        headers.put("Vary", "Accept-Encoding");
        return Asset.of(headers, bytes, null, null, true);
    }

    private static byte[] json(byte[] yaml) {
        try {
            return Json.bytes(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml cannot be read", e);
        }
    }
}
