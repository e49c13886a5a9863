package tools.sota.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes assets of the files of the build: `pricing/index.html` is the page at `/pricing`, everything else is at its
/// own name, and a `.br` or `.gz` beside a file is its packed twin. A page whose price cells change has outlived its
/// twins, and is packed anew.
final class FrontEnd {
    private static final Set<String> NOT_FOUND = Set.of("404.html", "404/index.html");
    private static final String SHELL = "__spa-fallback.html";
    private static final Pattern HASHED = Pattern.compile("assets/.*-[\\w-]{8,}\\.[a-z0-9.]+");

    private final Map<String, byte[]> files;
    private final SecurityHeaders security;
    private final PriceCells cells;

    FrontEnd(Map<String, byte[]> files, SecurityHeaders security, PriceCells cells) {
        this.files = files;
        this.security = security;
        this.cells = cells;
    }

    /// By address, percent-encoded as browsers send it.
    Map<String, Asset> byAddress() {
        var assets = new HashMap<String, Asset>();
        for (var name : files.keySet()) {
            if (!isTwin(name) && !NOT_FOUND.contains(name) && !SHELL.equals(name)) {
                assets.put(address(name), asset(name));
            }
        }
        return assets;
    }

    @Nullable
    Asset notFound() {
        return NOT_FOUND.stream()
                .filter(files::containsKey)
                .findFirst()
                .map(this::asset)
                .orElse(null);
    }

    byte @Nullable [] shell() {
        return files.get(SHELL);
    }

    private boolean isTwin(String name) {
        return (name.endsWith(".br") || name.endsWith(".gz"))
                && files.containsKey(name.substring(0, name.length() - 3));
    }

    private Asset asset(String name) {
        var built = bytes(name);
        var bytes = name.endsWith(".html") ? filled(name, built) : built;
        boolean text = ContentTypes.isText(ContentTypes.of(name));
        return Arrays.equals(built, bytes)
                ? Asset.of(headers(name, text), bytes, files.get(name + ".br"), files.get(name + ".gz"), text)
                : Asset.of(headers(name, text), bytes, null, null, text);
    }

    private byte[] filled(String name, byte[] html) {
        return cells.fill(name, new String(html, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(String name) {
        var bytes = files.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return bytes;
    }

    private Map<String, String> headers(String name, boolean text) {
        boolean document = name.endsWith(".html") || name.endsWith(".svg");
        var headers = new LinkedHashMap<>(document ? security.ofPage() : security.ofPart());
        headers.put("Content-Type", ContentTypes.of(name));
        headers.put("Cache-Control", cacheControl(name));
        if (text) {
            headers.put("Vary", "Accept-Encoding");
        }
        return headers;
    }

    /// A hashed name never changes its bytes; a page may with any deploy; a picture or robots.txt may be an hour old.
    private static String cacheControl(String name) {
        if (HASHED.matcher(name).matches()) {
            return "public, max-age=31536000, immutable";
        }
        return name.endsWith(".html") || name.endsWith(".data") ? "no-cache" : "public, max-age=3600";
    }

    private static String address(String name) {
        var path = '/' + name;
        if (path.endsWith("/index.html")) {
            path = path.substring(0, Math.max(1, path.length() - "/index.html".length()));
        }
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " cannot be an address", e);
        }
    }
}
