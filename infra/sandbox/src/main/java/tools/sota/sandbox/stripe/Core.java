package tools.sota.sandbox.stripe;

import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Settlement;
import tools.sota.sandbox.stripe.account.StateFile;
import tools.sota.sandbox.stripe.account.Store;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.events.Courier;
import tools.sota.sandbox.stripe.events.Deliveries;
import tools.sota.sandbox.stripe.events.EventLog;
import tools.sota.sandbox.stripe.events.WebhookEndpoints;
import tools.sota.sandbox.stripe.events.WebhookMode;
import tools.sota.sandbox.stripe.http.Faults;
import tools.sota.sandbox.stripe.schema.Blanks;
import tools.sota.sandbox.stripe.schema.Judge;
import tools.sota.sandbox.stripe.schema.StripeSchemas;

/// What every part stands on: the schemas, the account with its time, events and their webhooks.
final class Core {
    final Store store = new Store();
    final StripeSchemas schemas = StripeSchemas.load();
    final Faults faults = new Faults();
    final WebhookMode mode = new WebhookMode(store);
    final Optional<Judge> judge;
    final Optional<StateFile> stateFile;
    final Time time;
    final Settlement settlement;
    final Turns turns;
    final Deliveries deliveries;
    final EventLog events;
    final Account account;
    final WebhookEndpoints endpoints;
    final Courier courier;

    Core(Options options) {
        if (options.stateFile() != null) {
            StateFile.load(options.stateFile(), store);
        }
        judge = options.strict() ? Optional.of(schemas.judge()) : Optional.empty();
        time = new Time(options.time(), store);
        settlement = new Settlement(time);
        turns = new Turns(settlement::settle);
        stateFile = Optional.ofNullable(options.stateFile()).map(path -> new StateFile(path, store, turns));
        deliveries = new Deliveries(store, time, mode);
        events = new EventLog(store, time, schemas.apiVersion(), deliveries, judge);
        account = new Account(store, time, new Blanks(schemas), events);
        endpoints = new WebhookEndpoints(account, schemas.apiVersion());
        courier = new Courier(turns, account, deliveries, endpoints, mode, time);
    }
}
