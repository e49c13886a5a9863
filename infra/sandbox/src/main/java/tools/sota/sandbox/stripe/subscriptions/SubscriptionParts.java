package tools.sota.sandbox.stripe.subscriptions;

import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.Drafts;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoiceLines;

/// Builds the package's parts: its API, how others start and end subscriptions, and what comes by itself.
public record SubscriptionParts(
        Subscriptions api,
        Schedules schedules,
        Previews previews,
        Starts starts,
        Cancellations cancellations,
        Agenda agenda) {
    public static SubscriptionParts of(
            Account account,
            Prices prices,
            PaymentMethods methods,
            InvoiceItems extras,
            Drafts drafts,
            Collection collection) {
        var lines = new InvoiceLines(account);
        var items = new Items(account, prices);
        var billing = new Billing(account, methods, lines, extras, drafts, collection);
        var cancellations = new Cancellations(account);
        var pending = new PendingUpdates(account);
        var prorations = new Prorations(account, extras, lines);
        var starts = new Starts(account, items, billing, cancellations);
        var changes = new Changes(account, items, billing, prorations, pending);
        var schedules = new Schedules(account, starts, new Phases(account, items), cancellations);
        var renewals = new Renewals(account, billing, cancellations, pending, schedules);
        collection.tell(new Standing(account, pending, cancellations));
        var api = new Subscriptions(account, starts, changes, cancellations, prorations, renewals);
        var previews =
                new Previews(account, new Rehearsal(account, starts, changes, cancellations, renewals), drafts, extras);
        return new SubscriptionParts(api, schedules, previews, starts, cancellations, renewals);
    }
}
