package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.JarProcess;
import tools.sota.testing.Stranger;

/// `java -jar … refund`, started as a shell starts it. Numbers are those of the known mistakes in stripe.md, section 6.
class RefundCommandTest {
    private final Shop shop = Shop.shared();

    /// 29: a part, then more than is left, then the rest and the end of the subscription.
    @Test
    void paysPartsBackAndNeverMoreThanWasPaid() {
        var ada = shop.givenSubscriber("pro");
        var invoice = invoiceOf(ada);

        var part = refund(shop, invoice, "duplicate", "charged twice", "4000");
        var tooMuch = refund(shop, invoice, "duplicate", "charged twice", "6000");
        var rest = refund(shop, invoice, "requested_by_customer", "asked on the phone", "cancel");
        shop.deliver();

        assertThat(last(part))
                .startsWith("Paid back USD 40.00 of invoice in_")
                .contains("refund re_", "credit note cn_");
        assertThat(part.status()).isZero();
        assertThat(last(tooMuch))
                .isEqualTo("Nothing was paid back. Only USD 59.00 of this invoice are not paid back yet."
                        + " Ask for no more than that.");
        assertThat(tooMuch.status()).isEqualTo(1);
        assertThat(last(rest)).startsWith("Paid back USD 59.00");
        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(ada.browser()
                        .get("/v1/invoices")
                        .json()
                        .at("/data/0/amount_refunded/amount")
                        .asLong())
                .isEqualTo(9900);
        assertThat(shop.ask(
                        "select ordered_by from payback where account_id = ?::uuid order by created_at",
                        shop.accountOf(ada)))
                .containsExactly("command refund", "command refund");
    }

    @Test
    void whatCannotBeIsASentenceAndAStatus() {
        var unknown = refund(shop, "in_nothing", "duplicate", "a note");
        var wrong = refund(shop, "in_nothing", "because", "a note");
        var notANumber = refund(shop, "in_nothing", "duplicate", "a note", "40.00");

        assertThat(last(unknown)).isEqualTo("Nothing was paid back. There is no such invoice.");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(wrong.said()).startsWith("refund INVOICE REASON NOTE [AMOUNT] [cancel]");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(notANumber.said()).isEqualTo(wrong.said());
    }

    /// 35: the answer was lost; the server carries on, and money goes back once, with one credit note.
    @Test
    void anOutageIsSaidAndTheServerCarriesOn() {
        try (var own = Shop.fresh()) {
            var ada = own.givenSubscriber("pro");
            own.stripe().fault(new Fault(Fault.Kind.SERVER_ERROR_KEPT, "/v1/credit_notes", 9, Duration.ZERO));

            var ran = refund(own, invoiceOf(ada), "duplicate", "charged twice");

            assertThat(last(ran)).contains("Stripe does not answer", "pays USD 99.00 back", "Do not order it again");
            assertThat(ran.status()).isEqualTo(1);
            own.stripe().clearFaults();
            own.product().billing().payBack();
            own.product().billing().payBack();
            assertThat(own.stripe().objects("refund")).hasSize(1);
            assertThat(own.stripe().objects("credit_note")).hasSize(1);
            assertThat(own.ask("select count(*) from payback where credit_note_id like 'cn_%'"))
                    .containsExactly("1");
        }
    }

    private static String invoiceOf(Stranger who) {
        return who.browser().get("/v1/invoices").json().at("/data/0/id").asText();
    }

    /// Below what was logged on the way.
    private static String last(JarProcess.Ran ran) {
        return ran.said().strip().lines().reduce("", (before, line) -> line);
    }

    private static JarProcess.Ran refund(Shop shop, String... words) {
        var command = new String[words.length + 1];
        command[0] = "refund";
        System.arraycopy(words, 0, command, 1, words.length);
        return JarProcess.command(shop.product().environment(), command);
    }
}
