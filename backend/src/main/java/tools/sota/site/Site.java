package tools.sota.site;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;
import tools.sota.platform.StrictTransport;

/// The front end, served from the jar: pages, their parts, the dashboard's shell, and the API's description.
///
/// All of it is in memory, by exact address: nothing is looked up on a disk, so no address leads out of the site. It
/// stands before the API's routes and passes on what it does not know, so that the API's own 404 and 405 stay.
public final class Site {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final List<String> ENDS = List.of("/index.html", "/");
    private static final List<String> MACHINES = List.of("/v1/", "/webhooks/");

    private final ApiIndex index;
    private final SecurityHeaders security;
    private final Map<String, Asset> assets;
    private final @Nullable Asset notFound;
    private final @Nullable Shell shell;

    private Site(Map<String, byte[]> files, String publicUrl, Map<String, PriceCell> cells) {
        index = new ApiIndex(publicUrl);
        security = new SecurityHeaders(StrictTransport.of(publicUrl));
        var frontEnd = new FrontEnd(files, security, new PriceCells(cells));
        var html = frontEnd.shell();
        var known = new HashMap<>(frontEnd.byAddress());
        known.putAll(Specification.assets(security));
        assets = Map.copyOf(known);
        notFound = frontEnd.notFound();
        shell = html == null ? null : new Shell(html, security, new SecureRandom());
    }

    /// The site of this jar. Without a front end in it, only the API answers.
    ///
    /// @param publicUrl scheme, host and port that customers see
    /// @param cells the catalog's figures for the pages, by `price:pro.month`, `calls:pro`, and so on
    public static Site ofJar(String publicUrl, Map<String, PriceCell> cells) {
        return beside(Site.class.getResource("/public/index.html"), publicUrl, cells);
    }

    static Site beside(@Nullable URL home, String publicUrl, Map<String, PriceCell> cells) {
        var files = PublicFiles.beside(home);
        if (files.isEmpty()) {
            LOG.warn("There is no front end in this jar; only the API answers");
        }
        return new Site(files, publicUrl, cells);
    }

    /// Stands before every route: answers what is the site's, and gives the rest the headers the API starts from.
    ///
    /// Known addresses answer 200, 206, 304, 405 or 416. A page's address with a slash or `/index.html` at its end
    /// is sent to the page (308).
    public void serve(Context ctx) throws IOException {
        var path = ctx.path();
        var asset = assets.get(path);
        if (asset != null) {
            refuseChange(ctx);
            Delivery.send(ctx, asset);
            ctx.skipRemainingHandlers();
        } else if (shell != null && Shell.isAt(path)) {
            refuseChange(ctx);
            shell.send(ctx);
            ctx.skipRemainingHandlers();
        } else {
            security.begin(ctx);
            redirect(ctx, path);
        }
    }

    /// The root of the API.
    public void api(Context ctx) {
        Query.of(ctx);
        index.show(ctx);
    }

    /// Puts the page in place of a 404's problem, when a browser asks outside the API.
    public void notFound(Context ctx) throws IOException {
        if (notFound != null
                && READING.contains(ctx.method())
                && MACHINES.stream().noneMatch(prefix -> ctx.path().startsWith(prefix))
                && Weights.of(ctx.header("Accept")).of("text/html", 0) > 0) {
            ctx.result(new byte[0]);
            Delivery.sendWhole(ctx, notFound, 404);
        }
    }

    private static void refuseChange(Context ctx) {
        if (!READING.contains(ctx.method())) {
            throw Problem.METHOD_NOT_ALLOWED
                    .because("This is a page; it can only be read.")
                    .header("Allow", "GET, HEAD");
        }
    }

    private void redirect(Context ctx, String path) {
        var page = withoutEnd(path);
        if (page != null && READING.contains(ctx.method()) && assets.containsKey(page)) {
            var query = ctx.queryString();
            ctx.status(308).header("Location", query == null ? page : page + '?' + query);
            ctx.skipRemainingHandlers();
        }
    }

    private static @Nullable String withoutEnd(String path) {
        for (var end : ENDS) {
            if (path.endsWith(end)) {
                return path.substring(0, Math.max(1, path.length() - end.length()));
            }
        }
        return null;
    }
}
