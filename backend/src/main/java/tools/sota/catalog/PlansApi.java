package tools.sota.catalog;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Digests;
import tools.sota.platform.Json;
import tools.sota.platform.Money;
import tools.sota.platform.Query;

/// Shows the catalog to anyone. It changes only with
/// a restart, so it is written once and asked for with an ETag.
public final class PlansApi {
    private final byte[] body;
    private final String etag;

    PlansApi(Catalog catalog) {
        body = Json.bytes(shown(catalog));
        etag = '"' + HexFormat.of().formatHex(Digests.sha256(body), 0, 16) + '"';
    }

    public void list(Context ctx) {
        Query.of(ctx);
        ctx.header("ETag", etag);
        ctx.header("Cache-Control", "public, no-cache");
        if (isKnownTo(ctx)) {
            ctx.status(304);
        } else {
            ctx.contentType("application/json").result(body);
        }
    }

    private boolean isKnownTo(Context ctx) {
        var known = ctx.header("If-None-Match");
        return known != null
                && Arrays.stream(known.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private static ShownCatalog shown(Catalog catalog) {
        return new ShownCatalog(
                catalog.currency(),
                new ShownDunning(
                        catalog.dunning().attemptDays(), catalog.dunning().graceDays()),
                catalog.pack().orElse(null),
                catalog.shownPlans().map(PlansApi::shown).toList(),
                catalog.products().stream().map(PlansApi::shown).toList());
    }

    private static ShownPlan shown(Plan plan) {
        return new ShownPlan(
                plan.id(),
                plan.name(),
                plan.description(),
                plan.contract(),
                plan.startsAt(),
                plan.prices().stream()
                        .map(price -> new ShownPrice(price.interval().word(), price.price()))
                        .toList(),
                plan.callsPerMonth(),
                plan.rate(),
                plan.members(),
                plan.trialDays(),
                plan.overageMicrosPerCall(),
                plan.features());
    }

    /// Where a product is served from is nobody's business.
    private static ShownProduct shown(Product product) {
        return new ShownProduct(product.id(), product.name(), product.description(), product.operations());
    }

    private record ShownCatalog(
            String currency,
            ShownDunning dunning,
            @Nullable PackOffer pack,
            List<ShownPlan> plans,
            List<ShownProduct> products) {}

    private record ShownDunning(List<Integer> attemptsOnDays, int graceDays) {}

    private record ShownProduct(String id, String name, String description, List<Operation> operations) {}

    private record ShownPlan(
            String id,
            String name,
            String description,
            boolean contract,
            @Nullable Money startsAt,
            List<ShownPrice> prices,
            @Nullable Long callsPerMonth,
            @Nullable Rate rate,
            @Nullable Integer members,
            int trialDays,
            @Nullable Long overageMicrosPerCall,
            List<String> features) {}

    private record ShownPrice(String interval, Money price) {}
}
