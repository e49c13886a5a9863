package tools.sota.billing.changes;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.sota.billing.subscriptions.SubscriptionView;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Fields;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Previews and changes of `/v1/subscription`.
public final class ChangesApi {
    private static final String PREFIX = "prv";
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_COMMENT = 1_000;

    private final Catalog catalog;
    private final Previewer previewer;
    private final PlanChanger changer;

    ChangesApi(Catalog catalog, Previewer previewer, PlanChanger changer) {
        this.catalog = catalog;
        this.previewer = previewer;
        this.changer = changer;
    }

    public void preview(Context ctx) {
        var wish = Body.read(ctx, this::wish).orElseThrow();
        var preview = previewer.preview(Credential.of(ctx).accountId(), wish);
        ctx.status(HttpStatus.CREATED)
                .json(PreviewView.of(preview, Objects.requireNonNull(wish.plan().callsPerMonth())));
    }

    public void change(Context ctx) {
        var request = Body.read(ctx, fields -> new ChangeRequest(wish(fields), previewId(fields)));
        answer(
                ctx,
                changer.change(
                        Credential.of(ctx).accountId(),
                        request.wish().orElseThrow(),
                        request.preview().orElseThrow()));
    }

    public void cancel(Context ctx) {
        var why = Body.read(
                ctx,
                fields -> new Cancellation(
                        fields.choice("when", Cancellation.When.class),
                        fields.has("reason") ? fields.choice("reason", Cancellation.Reason.class) : null,
                        fields.optionalText("comment", LONGEST_COMMENT)));
        answer(ctx, changer.cancel(Credential.of(ctx).accountId(), why));
    }

    public void resume(Context ctx) {
        answer(ctx, changer.resume(Credential.of(ctx).accountId()));
    }

    /// Accepted and not yet done is what 202 says.
    private static void answer(Context ctx, SubscriptionView view) {
        ctx.status(view.waiting() == null ? HttpStatus.OK : HttpStatus.ACCEPTED).json(view);
    }

    private record ChangeRequest(Optional<ChangeWish> wish, Optional<UUID> preview) {}

    /// Empty only beside an error.
    private Optional<ChangeWish> wish(Fields fields) {
        var id = fields.text("plan", 1, LONGEST_WORD);
        var interval = fields.choice("interval", Interval.class);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var plan = catalog.find(id);
        return plan.isEmpty()
                ? fields.bad("plan", "is not a plan", Optional.empty())
                : wish(fields, plan.get(), interval);
    }

    private static Optional<ChangeWish> wish(Fields fields, Plan plan, Interval interval) {
        if (plan.isFree()) {
            return fields.bad(
                    "plan",
                    plan.id() + " is where a canceled subscription ends: POST /v1/subscription/cancel",
                    Optional.empty());
        }
        var price = plan.contract() ? Optional.<tools.sota.catalog.Price>empty() : plan.price(interval);
        return price.isPresent()
                ? price.map(sold -> new ChangeWish(plan, interval, sold))
                : fields.bad("plan", plan.id() + " is not sold per " + interval.word() + " here", Optional.empty());
    }

    private static Optional<UUID> previewId(Fields fields) {
        var shown = fields.text("preview_id", 1, LONGEST_WORD);
        var id = Ids.parse(PREFIX, shown);
        return id.isPresent() || shown.isEmpty() ? id : fields.bad("preview_id", "is not the id of a preview", id);
    }

    /// @param calls a month after the change
    private record PreviewView(
            String id,
            String plan,
            String interval,
            ChangeKind kind,
            Instant takesEffectAt,
            Money price,
            Money credit,
            Money discount,
            Money tax,
            Money other,
            Money balance,
            Money due,
            long calls,
            NextInvoice nextInvoice,
            Instant expiresAt) {
        private record NextInvoice(Money amount, Instant at) {}

        static PreviewView of(Preview preview, long calls) {
            var currency = preview.currency();
            return new PreviewView(
                    Ids.show(PREFIX, preview.id()),
                    preview.plan(),
                    preview.interval().word(),
                    preview.kind(),
                    preview.takesEffectAt(),
                    new Money(preview.price(), currency),
                    new Money(preview.credit(), currency),
                    new Money(preview.discount(), currency),
                    new Money(preview.tax(), currency),
                    new Money(preview.other(), currency),
                    new Money(preview.balance(), currency),
                    new Money(preview.due(), currency),
                    calls,
                    new NextInvoice(new Money(preview.nextAmount(), currency), preview.nextInvoiceAt()),
                    preview.expiresAt());
        }
    }
}
