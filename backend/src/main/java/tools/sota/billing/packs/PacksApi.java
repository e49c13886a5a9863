package tools.sota.billing.packs;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.PackOffer;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;
import tools.sota.platform.Query;

/// `/v1/credits`: prepaid calls.
public final class PacksApi {
    private final PackSeller seller;
    private final Optional<PackOffer> offer;
    private final Clock clock;

    PacksApi(PackSeller seller, Optional<PackOffer> offer, Clock clock) {
        this.seller = seller;
        this.offer = offer;
        this.clock = clock;
    }

    /// @param left calls that may still be made with all of them
    /// @param offer what can be bought; null when nothing is
    private record CreditsView(long left, @Nullable PackOffer offer, List<PackView> data) {}

    /// @param status `active`, `used`, `expired` or `taken_back`
    private record PackView(
            String id,
            String status,
            long calls,
            long left,
            Money price,
            @Nullable Instant boughtAt,
            @Nullable Instant expiresAt) {}

    private record PageView(String url) {}

    public void list(Context ctx) {
        Query.of(ctx);
        ctx.json(view(seller.list(Credential.of(ctx).accountId())));
    }

    public void sync(Context ctx) {
        ctx.json(view(seller.fresh(Credential.of(ctx).accountId())));
    }

    public void buy(Context ctx) {
        ctx.status(HttpStatus.CREATED)
                .json(new PageView(seller.open(Credential.of(ctx).accountId())));
    }

    private CreditsView view(List<Pack> packs) {
        var now = clock.instant();
        var shown =
                packs.stream().filter(Pack::isPaid).map(pack -> view(pack, now)).toList();
        return new CreditsView(shown.stream().mapToLong(PackView::left).sum(), offer.orElse(null), shown);
    }

    private static PackView view(Pack pack, Instant now) {
        long left = pack.isGoodAt(now) ? pack.left() : 0;
        return new PackView(
                Ids.show("pack", pack.id()),
                status(pack, now),
                pack.calls(),
                left,
                new Money(pack.amount(), pack.currency()),
                pack.boughtAt(),
                pack.expiresAt());
    }

    private static String status(Pack pack, Instant now) {
        if (pack.left() == 0) {
            return pack.takenBack() > 0 ? "taken_back" : "used";
        }
        return pack.isGoodAt(now) ? "active" : "expired";
    }
}
