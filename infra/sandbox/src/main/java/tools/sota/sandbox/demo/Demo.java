package tools.sota.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A stranger becomes a paying customer, over HTTP, against a running sandbox. Stops at the first thing that is not as
/// promised.
public final class Demo {
    private static final Duration WEBHOOK_WITHIN = Duration.ofSeconds(20);
    private static final int LIVE_CALLS = 3;
    private static final int PRO_PRICE = 9900;
    private static final int PRO_CALLS = 10_000;
    private static final String CASES = """
            {"cases":[{"id":"dog","expected":["Biscuit"],"answer":"Your dog is called Biscuit.","distance":38},\
            {"id":"city","expected":["Lisbon"],"answer":"Porto","distance":12}]}""";

    private final String site;
    private final PrintStream out;
    private final Steps steps;
    private final Visitor visitor = new Visitor();

    private String account = "";
    private String testKey = "";
    private String liveKey = "";
    private String liveKeyId = "";
    private String payPage = "";

    private Demo(String site, PrintStream out) {
        this.site = site;
        this.out = out;
        this.steps = new Steps(out);
    }

    /// @param site the product's address
    /// @return 0 when everything was as promised, else 1
    public static int run(String site, PrintStream out) {
        try {
            new Demo(site, out).journey();
            return 0;
        } catch (Broken broken) {
            return 1;
        }
    }

    private void journey() {
        steps.step("landing page", this::landing);
        steps.step("sign up", this::signUp);
        steps.step("first call with the test key", () -> call(testKey));
        steps.step("a memory score", this::score);
        steps.step("checkout for Pro, monthly", this::openCheckout);
        steps.step("pay with 4242 at the stand-in", this::pay);
        steps.step("plan is active", this::becomesPro);
        steps.step("a live key", this::makeLiveKey);
        steps.step(LIVE_CALLS + " metered calls", this::liveCalls);
        steps.step("usage adds up", this::usage);
        steps.step("the invoice is paid", this::paidInvoice);
        out.printf(Locale.ROOT, "first dollar in %.1f s%n", steps.sinceStart().toMillis() / 1000.0);
        steps.step("revoke; the next call is refused", this::revoke);
    }

    private String landing() {
        var page = visitor.get(site + "/");
        expect(
                page.status() == 200 && page.response().body().contains("<h1"),
                "the landing page answered " + page.status());
        return site + "/";
    }

    private String signUp() {
        var email = "ada+" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var answer = visitor.post(
                site + "/v1/auth/signup",
                "{\"email\":\"%s\",\"password\":\"correct horse battery staple\"}".formatted(email));
        expect(answer, 201);
        account = answer.text("/account/id");
        testKey = answer.text("/test_key/secret");
        return email + ", " + account;
    }

    private String call(String key) {
        var answer = visitor.get(site + "/v1/echo", "Authorization", "Bearer " + key);
        expect(answer, 200);
        expect(!answer.header("RateLimit").isEmpty(), "the answer has no RateLimit header");
        return answer.text("/request_id");
    }

    private String score() {
        var answer = visitor.post(site + "/v1/memory/score", CASES, "Authorization", "Bearer " + testKey);
        expect(answer, 200);
        expect(answer.body().at("/exact_match/score").asDouble(-1) == 0.0, "exact match is not 0 of 2");
        return "n " + answer.text("/n") + ", token F1 " + answer.text("/token_f1/score") + ", recall "
                + answer.text("/recall/score");
    }

    private String openCheckout() {
        var answer = visitor.post(
                site + "/v1/checkout", "{\"plan\":\"pro\",\"interval\":\"month\"}", "Sota-Account", account);
        expect(answer, 201);
        payPage = answer.text("/url");
        expect(visitor.get(payPage).status() == 200, "the pay page does not open");
        return answer.text("/id");
    }

    private String pay() {
        var form = "email=ada%40example.com&name=Ada&country=US&number=4242424242424242&expiry=12+%2F+34&cvc=123";
        var answer = visitor.postForm(payPage, form);
        var back = answer.header("Location");
        expect(answer.status() / 100 == 3 && back.startsWith(site), "the pay page answered " + answer.status());
        return "back to " + back.replaceAll("\\?.*", "");
    }

    private String becomesPro() {
        await("the plan does not become pro", () -> subscription().text("/plan").equals("pro"));
        var answer = subscription();
        expect(answer.text("/status").equals("active"), "the subscription is " + answer.text("/status"));
        return "until " + answer.text("/current_period/end");
    }

    private Visitor.Answer subscription() {
        var answer = visitor.get(site + "/v1/subscription", "Sota-Account", account);
        expect(answer, 200);
        return answer;
    }

    private String makeLiveKey() {
        var answer = visitor.post(
                site + "/v1/keys", "{\"name\":\"demo\",\"environment\":\"live\"}", "Sota-Account", account);
        expect(answer, 201);
        liveKey = answer.text("/secret");
        liveKeyId = answer.text("/key/id");
        return answer.text("/key/hint");
    }

    private String liveCalls() {
        for (int call = 0; call < LIVE_CALLS; call++) {
            call(liveKey);
        }
        var me = visitor.get(site + "/v1/me", "Authorization", "Bearer " + liveKey);
        expect(me, 200);
        expect(
                me.body().at("/quota/remaining").asInt() == PRO_CALLS - LIVE_CALLS,
                "quota left is " + me.text("/quota/remaining"));
        return me.text("/quota/remaining") + " of " + me.text("/quota/limit") + " left";
    }

    private String usage() {
        var answer = visitor.get(site + "/v1/usage", "Authorization", "Bearer " + liveKey);
        expect(answer, 200);
        int total = answer.body().at("/total/calls").asInt();
        expect(total == LIVE_CALLS, "usage says " + total + " calls instead of " + LIVE_CALLS);
        return total + " calls";
    }

    private String paidInvoice() {
        await("no paid invoice appears", () -> invoices().text("/data/0/status").equals("paid"));
        var answer = invoices();
        int amount = answer.body().at("/data/0/amount_paid/amount").asInt();
        expect(amount == PRO_PRICE, "the invoice says " + amount + " instead of " + PRO_PRICE);
        return answer.text("/data/0/number") + ", " + amount + ' ' + answer.text("/data/0/amount_paid/currency");
    }

    private Visitor.Answer invoices() {
        var answer = visitor.get(site + "/v1/invoices", "Sota-Account", account);
        expect(answer, 200);
        return answer;
    }

    private String revoke() {
        var revoked = visitor.delete(site + "/v1/keys/" + liveKeyId);
        expect(revoked, 204);
        var answer = visitor.get(site + "/v1/echo", "Authorization", "Bearer " + liveKey);
        expect(answer, 401);
        return answer.text("/code");
    }

    private static void await(String otherwise, BooleanSupplier holds) {
        long end = System.nanoTime() + WEBHOOK_WITHIN.toNanos();
        while (!holds.getAsBoolean()) {
            expect(System.nanoTime() < end, otherwise + " within " + WEBHOOK_WITHIN.toSeconds() + " s");
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void expect(Visitor.Answer answer, int status) {
        expect(
                answer.status() == status,
                "expected " + status + ", got " + answer.status() + " "
                        + answer.response().body());
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }
}
