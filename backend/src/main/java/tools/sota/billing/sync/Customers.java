package tools.sota.billing.sync;

import com.stripe.param.CustomerCreateParams;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.platform.Digests;
import tools.sota.platform.Ids;

/// Which customer of Stripe an account is, and when it must be read again without an event.
public final class Customers {
    private static final int LARGEST_BATCH = 100;

    private final Jdbi jdbi;
    private final StripeDesk stripe;
    private final Accounts accounts;
    private final Clock clock;

    public Customers(Jdbi jdbi, StripeDesk stripe, Accounts accounts, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.accounts = accounts;
        this.clock = clock;
    }

    public Optional<String> ofAccount(UUID account) {
        return jdbi.withExtension(StripeCustomers.class, customers -> customers.ofAccount(account));
    }

    /// Only by our own note: never by an e-mail address, which anybody can type.
    public Optional<UUID> accountOf(String customer) {
        return jdbi.withExtension(StripeCustomers.class, customers -> customers.accountOf(customer));
    }

    /// The customer of the account, made at Stripe if there is none.
    public String ensure(AccountLock.Held held) {
        return ofAccount(held.account()).orElseGet(() -> create(held.account()));
    }

    /// After Stripe said that the customer is gone; the next one is made when needed.
    public void forget(AccountLock.Held held, String customer) {
        jdbi.useExtension(StripeCustomers.class, customers -> customers.delete(customer, clock.instant()));
    }

    public List<String> due() {
        return jdbi.withExtension(StripeCustomers.class, customers -> customers.due(clock.instant(), LARGEST_BATCH));
    }

    public boolean isDue(String customer) {
        return jdbi.withExtension(StripeCustomers.class, customers -> customers.isDue(customer, clock.instant())) > 0;
    }

    /// Reads all of them again with the next drain.
    public int makeDue(Collection<String> ids) {
        return jdbi.withExtension(StripeCustomers.class, customers -> customers.dueNow(ids, clock.instant()));
    }

    public void dueAt(String customer, Instant at) {
        jdbi.useTransaction(transaction -> dueAt(transaction, customer, at));
    }

    public void dueAt(Handle transaction, String customer, @Nullable Instant at) {
        transaction.attach(StripeCustomers.class).dueAt(customer, at);
    }

    /// The key names account and address: a repeat after a crash finds the same customer, and a changed address is
    /// another request rather than one that Stripe refuses.
    private String create(UUID account) {
        var email = accounts.ownerEmail(account).orElse(null);
        int before = jdbi.withExtension(StripeCustomers.class, customers -> customers.countOf(account));
        var params = CustomerCreateParams.builder().putMetadata("account_id", Ids.show("acc", account));
        if (email != null) {
            params.setEmail(email);
        }
        var fact = "customer-" + account + '-' + before + '-' + digest(email);
        var customer = stripe.ask(v1 ->
                v1.customers().create(params.build(), StripeDesk.once(fact)).getId());
        jdbi.useTransaction(transaction -> {
            accounts.keep(transaction, account, clock.instant());
            transaction.attach(StripeCustomers.class).insert(customer, account, clock.instant());
        });
        return customer;
    }

    private static String digest(@Nullable String email) {
        return Digests.sha1Hex((email == null ? "" : email).getBytes(StandardCharsets.UTF_8));
    }
}
