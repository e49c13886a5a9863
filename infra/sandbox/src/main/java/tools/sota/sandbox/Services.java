package tools.sota.sandbox;

import tools.sota.sandbox.mail.MailPage;

/// Everything the application talks to, started in order and kept open by the given stack.
record Services(Stores stores, MailPage mailPage) {
    static Services start(DataFolder folder, Setting setting, Closing closing) {
        var ports = setting.ports();
        var stores = Stores.start(folder.path(), ports, Durability.DURABLE, closing);
        var mailPage = closing.add(MailPage.start(stores.mail(), ports.of(Port.MAIL)));
        return new Services(stores, mailPage);
    }
}
