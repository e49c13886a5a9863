package tools.sota.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

class PlansTest {
    private final Product product = Product.shared();

    @Test
    void anyoneCanReadWhatIsSoldAndForHowMuch() {
        var answer = product.client().get("/v1/plans");

        assertThat(answer.status()).isEqualTo(200);
        var plans = answer.json().get("plans");
        assertThat(plans.findValuesAsText("id")).containsExactly("free", "pro", "team", "enterprise");
        assertThat(plans.at("/1/prices").toString())
                .isEqualTo("[{\"interval\":\"month\",\"price\":{\"amount\":9900,\"currency\":\"usd\"}},"
                        + "{\"interval\":\"year\",\"price\":{\"amount\":99000,\"currency\":\"usd\"}}]");
        assertThat(plans.at("/3/starts_at/amount").asLong()).isEqualTo(500_000);
    }

    @Test
    void whoHasTheCatalogAlreadyIsToldSoWithoutIt() {
        var etag = product.client().get("/v1/plans").header("ETag");

        assertThat(etag).matches("\"[0-9a-f]{32}\"");
        for (var known : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
            var again = product.client().with("If-None-Match", known).get("/v1/plans");
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(product.client()
                        .with("If-None-Match", "\"other\"")
                        .get("/v1/plans")
                        .status())
                .isEqualTo(200);
    }
}
