package tools.sota.billing.invoices;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.PaidCalls;
import tools.sota.limits.Period;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;
import tools.sota.platform.Pages;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;

/// `/v1/invoices`.
public final class InvoicesApi {
    private static final Set<String> KNOWN = Set.of("draft", "open", "paid", "void", "uncollectible");
    /// Stripe's pages expire 30 days after an invoice was due; a younger link works.
    private static final Duration LINKS_LAST = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final StripeInvoices stripe;
    private final Pages pages;
    private final Clock clock;

    InvoicesApi(Jdbi jdbi, StripeInvoices stripe, Pages pages, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.pages = pages;
        this.clock = clock;
    }

    private record LineView(String id, String description, Money amount, Period period) {}

    private record InvoiceView(
            String id,
            @Nullable String number,
            String status,
            Money total,
            Money tax,
            Money amountDue,
            Money amountPaid,
            Money amountRefunded,
            Period period,
            Instant createdAt,
            @Nullable Instant paidAt,
            @Nullable String hostedUrl,
            List<LineView> lines,
            List<CreditNoteView> creditNotes) {}

    private record CreditNoteView(String number, Money amount, Instant createdAt) {}

    /// What belongs to invoices, by ids of ours and of Stripe's.
    private record Around(
            Map<UUID, List<InvoiceLine>> lines, Map<String, List<CreditNote>> notes, Map<String, Long> refunded) {}

    public void list(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var slice = pages.slice(Query.of(ctx, "limit", "cursor"), "invoices " + account);
        var rows = jdbi.withExtension(Invoices.class, table -> table.page(account, slice.before(), slice.rows()));
        var around = around(rows);
        ctx.json(pages.page(ctx, slice, rows, Invoice::id, row -> view(row, around)));
    }

    public void show(Context ctx) {
        Query.of(ctx);
        var invoice = find(ctx);
        ctx.json(view(invoice, around(List.of(invoice))));
    }

    public void pdf(Context ctx) {
        Query.of(ctx);
        var link = stripe.pdf(find(ctx).stripeId())
                .orElseThrow(() -> Problem.STATE_CONFLICT.because(
                        "This invoice is a draft: its PDF is made when it is final. Try again then."));
        redirect(ctx, link);
    }

    public void creditNotePdf(Context ctx) {
        Query.of(ctx);
        var invoice = find(ctx);
        var link = jdbi.withExtension(CreditNotes.class, table -> table.of(List.of(invoice.stripeId()))).stream()
                .filter(note -> note.number().equals(ctx.pathParam("number")))
                .findFirst()
                .flatMap(note -> stripe.creditNotePdf(note.id()))
                .orElseThrow(() -> Problem.NOT_FOUND.because(
                        "This invoice has no such credit note. Look at its credit notes first."));
        redirect(ctx, link);
    }

    private static void redirect(Context ctx, String link) {
        ctx.header("Cache-Control", "no-store");
        ctx.redirect(link, HttpStatus.FOUND);
    }

    /// Which calls the line of the address paid for; nobody else's.
    public List<PaidCalls> callsOf(Context ctx) {
        var invoice = find(ctx);
        var account = invoice.accountId();
        return jdbi.withExtension(Invoices.class, table -> {
            var line = table.paidBy(account, invoice.id(), ctx.pathParam("line"))
                    .orElseThrow(
                            () -> Problem.NOT_FOUND.because("This invoice has no such line. Look at its lines first."));
            var rows = table.isOfPack(account, invoice.stripeId())
                    ? table.paidByPack(account, invoice.stripeId())
                    : List.of(line);
            return rows.stream().map(Invoices.PaidRow::paid).toList();
        });
    }

    private Invoice find(Context ctx) {
        var account = Credential.of(ctx).accountId();
        return Ids.parse("sinv", ctx.pathParam("id"))
                .flatMap(id -> jdbi.withExtension(Invoices.class, table -> table.find(account, id)))
                .orElseThrow(() -> Problem.NOT_FOUND.because("This account has no such invoice. List them first."));
    }

    private Around around(List<Invoice> invoices) {
        var ids = invoices.stream().map(Invoice::id).toList();
        var atStripe = invoices.stream().map(Invoice::stripeId).toList();
        var lines = jdbi.withExtension(Invoices.class, table -> table.lines(ids)).stream()
                .collect(Collectors.groupingBy(InvoiceLine::invoiceId));
        return jdbi.withExtension(
                CreditNotes.class,
                table -> new Around(
                        lines,
                        table.of(atStripe).stream()
                                .filter(CreditNote::isIssued)
                                .collect(Collectors.groupingBy(CreditNote::invoiceId)),
                        table.refunded(atStripe).stream()
                                .collect(Collectors.toMap(
                                        CreditNotes.Refunded::invoiceId, CreditNotes.Refunded::amount))));
    }

    private InvoiceView view(Invoice one, Around around) {
        var currency = one.currency();
        return new InvoiceView(
                Ids.show("sinv", one.id()),
                one.number(),
                KNOWN.contains(one.status()) ? one.status() : "unknown",
                new Money(one.total(), currency),
                new Money(one.tax(), currency),
                new Money(one.amountDue(), currency),
                new Money(one.amountPaid(), currency),
                new Money(around.refunded().getOrDefault(one.stripeId(), 0L), currency),
                new Period(one.periodStart(), one.periodEnd()),
                one.createdAt(),
                one.paidAt(),
                one.readAt().isBefore(clock.instant().minus(LINKS_LAST)) ? null : one.hostedUrl(),
                around.lines().getOrDefault(one.id(), List.of()).stream()
                        .map(line -> view(line, currency))
                        .toList(),
                around.notes().getOrDefault(one.stripeId(), List.of()).stream()
                        .map(InvoicesApi::view)
                        .toList());
    }

    private static CreditNoteView view(CreditNote note) {
        return new CreditNoteView(note.number(), new Money(note.amount(), note.currency()), note.createdAt());
    }

    private static LineView view(InvoiceLine line, String currency) {
        return new LineView(
                line.id(),
                line.description(),
                new Money(line.amount(), currency),
                new Period(line.periodStart(), line.periodEnd()));
    }
}
