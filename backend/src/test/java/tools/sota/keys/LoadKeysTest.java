package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.platform.Resources;
import tools.sota.sandbox.load.LoadCatalog;
import tools.sota.sandbox.load.LoadKeys;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// Keys that the sandbox writes by itself, for measuring: their format must stay the product's.
class LoadKeysTest {
    @TempDir
    private Path folder;

    @Test
    void theyPassWithLimitsThatNothingReachesAndTheirPlanIsShownToNobody() throws Exception {
        var file = Files.writeString(folder.resolve("shop.yaml"), Resources.text("/catalog.yaml"));
        var catalog = LoadCatalog.write(file, file.toString(), folder).orElseThrow();
        try (var product = Product.fresh(Map.of("CATALOG", catalog.toString()))) {
            var keys = new ArrayList<LoadKeys.Made>();
            LoadKeys.make(
                    product.environment().getOrDefault("DATABASE_URL", ""),
                    product.environment().getOrDefault("KEY_PEPPER", ""),
                    LoadCatalog.PLAN,
                    3,
                    keys::add);

            assertThat(Store.of(product).number("select count(*) from api_key where published < version"))
                    .as("to be published late")
                    .isZero();
            assertThat(keys).extracting(LoadKeys.Made::account).doesNotHaveDuplicates();
            for (var key : keys) {
                var client = product.client().withKey(key.secret());
                assertThat(client.get("/v1/echo").header("X-RateLimit-Limit")).isEqualTo("1000000");
                assertThat(client.get("/v1/me").json().at("/quota/used").asInt())
                        .isEqualTo(1);
                assertThat(client.get("/v1/usage").json().at("/total/calls").asInt())
                        .isEqualTo(1);
            }
            assertThat(product.client().get("/v1/plans").body())
                    .isEqualTo(Product.shared().client().get("/v1/plans").body());
        }
    }
}
