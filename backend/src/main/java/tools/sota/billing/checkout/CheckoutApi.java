package tools.sota.billing.checkout;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.trials.Trials;
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
    private static final int LONGEST_CODE = 100;

    private final Catalog catalog;
    private final Trials trials;
    private final PurchaseRules rules;
    private final PromotionCodes codes;
    private final CheckoutOpener opener;
    private final CheckoutFollower follower;

    CheckoutApi(
            Catalog catalog,
            Trials trials,
            PurchaseRules rules,
            PromotionCodes codes,
            CheckoutOpener opener,
            CheckoutFollower follower) {
        this.catalog = catalog;
        this.trials = trials;
        this.rules = rules;
        this.codes = codes;
        this.opener = opener;
        this.follower = follower;
    }

    public void open(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var wanted = Body.read(ctx, this::wanted);
        rules.refuse(account);
        ctx.status(HttpStatus.CREATED).json(opener.open(account, order(account, wanted)));
    }

    /// @param price empty only beside an error
    /// @param trial when its card is asked for; null for none
    /// @param promotionCode as it was typed
    private record Wanted(
            Optional<Price> price,
            Order.@Nullable Card trial,
            @Nullable String promotionCode) {}

    private Order order(UUID account, Wanted wanted) {
        var price = wanted.price().orElseThrow();
        var trial = wanted.trial() == null
                ? null
                : new Order.Trial(trialDays(price), wanted.trial(), trials.ownerMark(account));
        var typed = wanted.promotionCode();
        return new Order(price, trial, typed == null ? null : codes.idOf(typed));
    }

    private int trialDays(Price price) {
        return catalog.find(price.plan()).orElseThrow().trialDays();
    }

    private Wanted wanted(Fields fields) {
        var price = price(fields);
        boolean isTrial = Boolean.TRUE.equals(fields.optionalFlag("trial"));
        var code = fields.has("promotion_code") ? fields.text("promotion_code", 1, LONGEST_CODE) : null;
        var card = fields.has("trial_card") ? fields.choice("trial_card", Order.Card.class) : Order.Card.NOW;
        if (!isTrial && fields.has("trial_card")) {
            return fields.bad("trial_card", "goes with trial: true", new Wanted(price, null, code));
        }
        if (isTrial && price.isPresent() && trialDays(price.get()) == 0) {
            return fields.bad("trial", "is not offered for " + price.get().plan(), new Wanted(price, null, code));
        }
        return new Wanted(price, isTrial ? card : null, code);
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
