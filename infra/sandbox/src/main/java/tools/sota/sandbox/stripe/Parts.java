package tools.sota.sandbox.stripe;

import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.account.StateFile;
import tools.sota.sandbox.stripe.http.Expansion;
import tools.sota.sandbox.stripe.http.Gateway;
import tools.sota.sandbox.stripe.http.Idempotency;
import tools.sota.sandbox.stripe.http.Operations;

/// The object graph of one stand-in.
final class Parts implements AutoCloseable {
    final Core core;
    final Commerce commerce;
    final Gateway gateway;
    final Control control;

    Parts(Options options, Links links) {
        core = new Core(options);
        commerce = new Commerce(core, links);
        gateway = new Gateway(
                core.schemas,
                core.faults,
                new Idempotency(core.store, core.time, core.turns),
                new Operations(
                        core.turns,
                        core.account,
                        core.time,
                        core.events,
                        new Expansion(core.account, commerce.onRequest()),
                        core.judge));
        control = new StandInControl(core, commerce);
        if (options.webhookUrl() != null) {
            control.webhook(options.webhookUrl(), options.webhookSecret());
        }
    }

    void save() {
        core.stateFile.ifPresent(StateFile::save);
    }

    @Override
    public void close() {
        core.courier.close();
        save();
    }
}
