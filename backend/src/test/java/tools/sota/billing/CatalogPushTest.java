package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.CatalogPush;
import tools.sota.platform.Resources;

/// The catalog on its way to Stripe, and what a change of price does to those who have subscribed.
class CatalogPushTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondPushHasNothingToDo() throws IOException {
        try (var shop = Shop.fresh()) {
            var before = shop.stripe().objects("price");

            var said = push(shop, Resources.text("/catalog.yaml"));

            assertThat(said).containsExactly("Nothing to do: Stripe has what the catalog says.");
            assertThat(shop.stripe().objects("price")).isEqualTo(before);
            assertThat(before).hasSize(4);
            assertThat(shop.stripe().objects("product")).hasSize(2);
        }
    }

    @Test
    void aNewPriceIsForNewSubscribersAndTheOldOneStaysForThoseWhoHaveIt() throws IOException {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");

            var said = push(shop, Resources.text("/catalog.yaml").replace("month: 9900", "month: 12900"));

            assertThat(said)
                    .containsExactly(
                            "Price pro_month: USD 99.00 becomes USD 129.00; who subscribed at the old price keeps it.",
                            "Done.");
            var prices = shop.stripe().objects("price").stream()
                    .filter(price -> price.at("/metadata/plan").asText().equals("pro"))
                    .filter(price -> price.at("/recurring/interval").asText().equals("month"))
                    .map(price -> price.path("unit_amount").asLong() + " "
                            + price.path("lookup_key").asText() + " "
                            + price.path("active").asBoolean())
                    .toList();
            assertThat(prices).containsExactly("9900 null true", "12900 pro_month true");
            shop.product().billing().sweep();
            assertThat(shop.planOf(ada)).isEqualTo("pro");
            shop.passTime(ada, Duration.ofDays(32));
            assertThat(ada.browser()
                            .get("/v1/invoices")
                            .json()
                            .at("/data/0/total/amount")
                            .asLong())
                    .isEqualTo(9900);
        }
    }

    /// The amount that was once right and is again is a new fact: Stripe must not answer with the first price.
    @Test
    void aPriceThatGoesBackIsMadeAgain() throws IOException {
        try (var shop = Shop.fresh()) {
            var usual = Resources.text("/catalog.yaml");
            push(shop, usual.replace("month: 9900", "month: 12900"));

            push(shop, usual);

            assertThat(push(shop, usual)).containsExactly("Nothing to do: Stripe has what the catalog says.");
        }
    }

    /// What our page says and what Stripe takes must be the same amount.
    @Test
    void aCheckoutIsRefusedWhileStripeHasAnotherPriceThanTheCatalog() throws IOException {
        try (var shop = Shop.fresh()) {
            var ada = shop.product().signUp();
            push(shop, Resources.text("/catalog.yaml").replace("month: 9900", "month: 12900"));

            assertThat(shop.startCheckout(ada, "pro", "month").status()).isEqualTo(500);
            assertThat(shop.startCheckout(ada, "team", "month").status()).isEqualTo(201);
        }
    }

    @Test
    void aNewNameReachesTheProduct() throws IOException {
        try (var shop = Shop.fresh()) {
            var said = push(shop, Resources.text("/catalog.yaml").replace("name: Pro", "name: Professional"));

            assertThat(said).containsExactly("Product Professional: name and description corrected.", "Done.");
            assertThat(shop.stripe().objects("product"))
                    .extracting(product -> product.path("name").asText())
                    .contains("Professional");
        }
    }

    private List<String> push(Shop shop, String text) throws IOException {
        var file = Files.writeString(folder.resolve("catalog.yaml"), text);
        var said = new ArrayList<String>();
        new CatalogPush(CatalogFeature.create(file.toString()).catalog(), shop.client(), said::add).run();
        return said;
    }
}
