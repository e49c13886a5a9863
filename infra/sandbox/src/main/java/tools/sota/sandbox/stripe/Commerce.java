package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.catalog.Products;
import tools.sota.sandbox.stripe.checkout.CheckoutSessions;
import tools.sota.sandbox.stripe.checkout.Completion;
import tools.sota.sandbox.stripe.checkout.LineItems;
import tools.sota.sandbox.stripe.checkout.PaymentPages;
import tools.sota.sandbox.stripe.checkout.Purchases;
import tools.sota.sandbox.stripe.checkout.SessionDiscounts;
import tools.sota.sandbox.stripe.checkout.SessionTax;
import tools.sota.sandbox.stripe.clocks.TestClocks;
import tools.sota.sandbox.stripe.credits.CreditNotes;
import tools.sota.sandbox.stripe.customers.Balances;
import tools.sota.sandbox.stripe.customers.Customers;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.discounts.Coupons;
import tools.sota.sandbox.stripe.discounts.PromotionCodes;
import tools.sota.sandbox.stripe.events.EventsApi;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.Drafts;
import tools.sota.sandbox.stripe.invoices.Dunning;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoiceLines;
import tools.sota.sandbox.stripe.invoices.InvoicePayments;
import tools.sota.sandbox.stripe.invoices.Invoices;
import tools.sota.sandbox.stripe.invoices.Ledger;
import tools.sota.sandbox.stripe.pages.ChallengePage;
import tools.sota.sandbox.stripe.pages.CreditNotePage;
import tools.sota.sandbox.stripe.pages.InvoicePage;
import tools.sota.sandbox.stripe.pages.Page;
import tools.sota.sandbox.stripe.pages.PayPage;
import tools.sota.sandbox.stripe.pages.PortalCards;
import tools.sota.sandbox.stripe.pages.PortalPage;
import tools.sota.sandbox.stripe.pages.PromotionBox;
import tools.sota.sandbox.stripe.pages.Stylesheet;
import tools.sota.sandbox.stripe.payments.Aftermath;
import tools.sota.sandbox.stripe.payments.Charges;
import tools.sota.sandbox.stripe.payments.PaymentIntents;
import tools.sota.sandbox.stripe.payments.PaymentRequests;
import tools.sota.sandbox.stripe.payments.Refunds;
import tools.sota.sandbox.stripe.payments.Risk;
import tools.sota.sandbox.stripe.payments.SetupIntents;
import tools.sota.sandbox.stripe.portal.Configurations;
import tools.sota.sandbox.stripe.portal.PortalSessions;
import tools.sota.sandbox.stripe.subscriptions.SubscriptionParts;
import tools.sota.sandbox.stripe.tax.TaxAccount;

/// Everything that is bought and paid, family by family, in the order in which they need each other.
final class Commerce {
    private final Core core;
    private final Account account;
    private final Prices prices;
    final PaymentMethods methods;
    private final Customers customers;
    private final TaxIds taxIds;
    private final Charges charges;
    private final PaymentIntents intents;
    private final SetupIntents setups;
    private final InvoicePayments payments;
    private final InvoiceItems extras;
    private final Drafts drafts;
    private final Collection collection;
    private final SubscriptionParts subscribing;
    private final LineItems lineItems;
    private final CheckoutSessions sessions;
    private final Configurations configurations;
    private final PortalSessions visits;
    private final CreditNotes notes;
    final Refunds refunds;
    final Risk risk;
    final Completion completion;

    Commerce(Core core, Links links) {
        this.core = core;
        account = core.account;
        prices = new Prices(account);
        methods = new PaymentMethods(account);
        taxIds = new TaxIds(account);
        customers = new Customers(account, methods);
        var aftermath = new Aftermath(account);
        charges = new Charges(account, methods, aftermath);
        intents = new PaymentIntents(account, methods, charges, links);
        setups = new SetupIntents(account, methods, links);
        risk = new Risk(account, aftermath);
        refunds = new Refunds(account, methods, risk, aftermath);
        payments = new InvoicePayments(account);
        drafts = new Drafts(account);
        var lines = new InvoiceLines(account);
        extras = new InvoiceItems(account, prices, lines, drafts);
        collection = new Collection(account, methods, new Ledger(account, intents, payments, links), intents, payments);
        subscribing = SubscriptionParts.of(account, prices, methods, extras, drafts, collection);
        lineItems = new LineItems(account, prices, lines);
        sessions = new CheckoutSessions(account, lineItems, links);
        var invoicing = new Purchases.Invoicing(drafts, extras, collection, payments);
        completion = new Completion(
                account,
                customers,
                methods,
                new Purchases(account, lineItems, subscribing.starts(), intents, setups, invoicing),
                new SessionTax(account, lineItems));
        configurations = new Configurations(account);
        visits = new PortalSessions(account, configurations, links);
        customers.beforeDeletion(subscribing.cancellations()::allOf);
        notes = new CreditNotes(account, links, refunds, new Balances(account), payments, collection);
        core.settlement.add(aftermath);
        core.settlement.add(risk.disputes);
        core.settlement.add(sessions);
        core.settlement.add(taxIds);
        core.settlement.add(subscribing.agenda());
        core.settlement.add(subscribing.schedules());
        core.settlement.add(new Dunning(account, collection));
    }

    /// The fields that Stripe leaves out until somebody expands them.
    Map<String, Function<ObjectNode, JsonNode>> onRequest() {
        return Map.of(
                "customer.tax", TaxLocation::of,
                "customer.tax_ids", taxIds::ofCustomer,
                "invoice.payments", payments::ofInvoice,
                "invoice.confirmation_secret", payments::confirmationSecret,
                "checkout.session.line_items", lineItems::expanded);
    }

    List<Endpoint> endpoints() {
        return Stream.of(
                        new Offers(subscribing.previews(), new Coupons(account), new PromotionCodes(account))
                                .endpoints(), // before `/v1/invoices/{id}`
                        routes().endpoints(),
                        new Taxing(taxIds, new TaxAccount(account)).endpoints(),
                        new MoneyBack(notes, new Balances(account), risk).endpoints(),
                        new Intents(new PaymentRequests(account, methods, intents), setups, methods).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private Routes routes() {
        return new Routes(
                new Products(account, prices),
                prices,
                customers,
                methods,
                intents,
                setups,
                charges,
                refunds,
                sessions,
                lineItems,
                new PaymentPages(account, completion),
                subscribing.api(),
                subscribing.schedules(),
                new Invoices(account, drafts, extras, collection),
                payments,
                extras,
                configurations,
                visits,
                core.endpoints,
                new EventsApi(account, core.deliveries),
                new TestClocks(account, core.settlement));
    }

    List<Page> pages() {
        return List.of(
                new Stylesheet(),
                new PayPage(core.turns, account, lineItems, completion, new SessionTax(account, lineItems)),
                new PromotionBox(core.turns, account, new SessionDiscounts(account, lineItems)),
                new ChallengePage(core.turns, account, payments, intents, setups, collection),
                new CreditNotePage(core.turns, account),
                new InvoicePage(core.turns, account, methods, collection),
                new PortalPage(core.turns, account, visits, subscribing.cancellations()),
                new PortalCards(core.turns, account, visits, methods, setups));
    }
}
