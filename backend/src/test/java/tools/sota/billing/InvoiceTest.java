package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Stranger;

/// Invoices as customers see them. Numbers are those of the known mistakes in stripe.md, section 6.
class InvoiceTest {
    private final Shop shop = Shop.shared();

    /// 39: a list of Stripe's ends at ten. 10: invoices made by hand have no parent.
    @Test
    void twentyFiveInvoicesAreAllListedPageByPage() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        for (int at = 1; at <= 24; at++) {
            billByHand(ada, at);
        }
        shop.deliver();

        var pages = new ArrayList<List<String>>();
        var path = "/v1/invoices?limit=10";
        while (!path.isEmpty()) {
            var page = ada.browser().get(path);
            pages.add(page.json().get("data").findValuesAsText("number"));
            path = page.json().get("has_more").asBoolean()
                    ? "/v1/invoices?limit=10&cursor=" + page.text("next_cursor")
                    : "";
        }

        assertThat(pages).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    /// 47: the link is asked for at the moment of the click.
    @Test
    void thePdfIsFetchedAtTheMomentOfTheClick() {
        var ada = shop.givenSubscriber("pro");
        var id = ada.browser().get("/v1/invoices").json().at("/data/0/id").asText();

        var answer = ada.browser().get("/v1/invoices/" + id + "/pdf");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith("http").contains("pdf");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shop.ask("select column_name from information_schema.columns where column_name like '%pdf%'"))
                .isEmpty();
    }

    @Test
    void anInvoiceIsShownWithItsLinesToItsOwnAccountOnly() {
        var ada = shop.givenSubscriber("pro");
        var id = ada.browser().get("/v1/invoices").json().at("/data/0/id").asText();

        var shown = ada.browser().get("/v1/invoices/" + id);

        assertThat(shown.json().at("/lines/0/amount/amount").asLong()).isEqualTo(9900);
        assertThat(shown.text("period.start"))
                .isEqualTo(shop.subscriptionOf(ada).text("current_period.start"));
        var eve = shop.product().signUp();
        assertThat(eve.browser().get("/v1/invoices/" + id).status()).isEqualTo(404);
        assertThat(eve.browser().get("/v1/invoices/" + id + "/pdf").status()).isEqualTo(404);
        assertThat(eve.browser().get("/v1/invoices").json().get("data")).isEmpty();
    }

    private void billByHand(Stranger who, int at) throws StripeException {
        var customer = shop.customerOf(who);
        var invoice = shop.api()
                .invoices()
                .create(InvoiceCreateParams.builder().setCustomer(customer).build());
        shop.api()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer)
                        .setInvoice(invoice.getId())
                        .setAmount(100L * at)
                        .setCurrency("usd")
                        .setDescription("Help, hour " + at)
                        .build());
        shop.api().invoices().finalizeInvoice(invoice.getId());
    }
}
