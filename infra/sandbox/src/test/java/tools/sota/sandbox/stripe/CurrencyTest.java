package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.ProductCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mistake 48: amounts are in the currency's smallest unit, and a yen has no hundredths.
class CurrencyTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"jpy,9900,9900 JPY", "eur,9900,99.00 EUR", "usd,9900,$99.00", "kwd,9900,9.900 KWD"})
    void mistake48EveryPageShowsTheCurrencysOwnAmount(String currency, long amount, String shown) throws Exception {
        var product = shop.v1()
                .products()
                .create(ProductCreateParams.builder().setName("Pro").build());
        var price = shop.v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product.getId())
                        .setCurrency(currency)
                        .setUnitAmount(amount)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(Interval.MONTH)
                                .build())
                        .build());
        var session = shop.checkout(shop.customer("ada@example.com"), price, builder -> builder);

        var page = Browser.open(session.getUrl());
        Browser.send(session.getUrl(), Browser.card("4242 4242 4242 4242"));

        assertThat(page.body()).contains(shown);
        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        var invoice = shop.v1().invoices().retrieve(done.getInvoice());
        assertThat(invoice.getCurrency()).isEqualTo(currency);
        assertThat(invoice.getAmountPaid()).isEqualTo(amount);
        assertThat(invoice.getLines().getData().getFirst().getDescription()).contains(shown);
        assertThat(Browser.open(invoice.getHostedInvoiceUrl()).body()).contains(shown);
    }
}
