package tools.sota.billing.checkout;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.catalog.Price;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Fields;

/// `/v1/checkout`. A client names a plan; which price that is, the catalog says.
public final class CheckoutApi {
    private static final int LONGEST = 40;

    private final Catalog catalog;
    private final CheckoutOpener opener;
    private final CheckoutFollower follower;

    CheckoutApi(Catalog catalog, CheckoutOpener opener, CheckoutFollower follower) {
        this.catalog = catalog;
        this.opener = opener;
        this.follower = follower;
    }

    public void open(Context ctx) {
        var price = Body.read(ctx, this::price).orElseThrow();
        ctx.status(HttpStatus.CREATED).json(opener.open(Credential.of(ctx).accountId(), price));
    }

    public void sync(Context ctx) {
        ctx.json(follower.follow(Credential.of(ctx).accountId(), ctx.pathParam("id")));
    }

    /// Empty only beside an error.
    private Optional<Price> price(Fields fields) {
        var id = fields.text("plan", 1, LONGEST);
        var interval = fields.choice("interval", Interval.class);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var plan = catalog.find(id);
        return plan.isEmpty()
                ? fields.bad("plan", "is not a plan; choose one of " + forSale(), Optional.empty())
                : price(fields, plan.get(), interval);
    }

    private Optional<Price> price(Fields fields, Plan plan, Interval interval) {
        if (plan.contract()) {
            return fields.bad("plan", plan.id() + " is by contract: talk to us", Optional.empty());
        }
        if (plan.isFree()) {
            return fields.bad("plan", plan.id() + " costs nothing and needs no checkout", Optional.empty());
        }
        var price = plan.price(interval);
        return price.isPresent()
                ? price
                : fields.bad("interval", interval.word() + " is not sold for " + plan.id(), Optional.empty());
    }

    private String forSale() {
        return catalog.plans().stream()
                .filter(plan -> !plan.prices().isEmpty())
                .map(Plan::id)
                .collect(Collectors.joining(", "));
    }
}
