package tools.sota.billing.subscriptions;

import com.stripe.model.PromotionCode;
import com.stripe.param.SubscriptionListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;

/// Keeps the discounts of the subscriptions that are not over.
final class DiscountsPart implements SyncPart {
    private static final long PAGE = 100;

    private final StripeDesk stripe;

    DiscountsPart(StripeDesk stripe) {
        this.stripe = stripe;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var discounts = ofCustomer(held.account(), customer);
        return transaction -> {
            var table = transaction.attach(Discounts.class);
            table.clear(held.account());
            table.insert(discounts);
        };
    }

    private List<Discount> ofCustomer(UUID account, String customer) {
        var params = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setLimit(PAGE)
                .addExpand("data.discounts.source.coupon")
                .addExpand("data.discounts.promotion_code")
                .build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Discount>();
            for (var subscription : v1.subscriptions().list(params).autoPagingIterable()) {
                subscription
                        .getDiscountObjects()
                        .forEach(one -> all.add(translated(account, subscription.getId(), one)));
            }
            return all;
        });
    }

    private static Discount translated(UUID account, String subscription, com.stripe.model.Discount one) {
        var coupon = Objects.requireNonNull(one.getSource().getCouponObject());
        return new Discount(
                one.getId(),
                account,
                subscription,
                Optional.ofNullable(coupon.getName()).orElse(coupon.getId()),
                Optional.ofNullable(one.getPromotionCodeObject())
                        .map(PromotionCode::getCode)
                        .orElse(null),
                coupon.getPercentOff(),
                coupon.getAmountOff(),
                coupon.getCurrency(),
                "once".equals(coupon.getDuration()),
                one.getEnd() == null ? null : Instant.ofEpochSecond(one.getEnd()));
    }
}
