package tools.sota.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.sota.catalog.CatalogFeature;

final class PriceCellsTest {
    private static final Map<String, PriceCell> AS_BUILT = Map.of(
            "price:pro.month", new PriceCell("9900", "$99"),
            "calls:pro", new PriceCell("10000", "10,000"));
    private static final Map<String, PriceCell> DEARER = Map.of(
            "price:pro.month", new PriceCell("12900", "$129"),
            "price:team.month", new PriceCell("59900", "<$1 & \"a half\">"),
            "calls:pro", new PriceCell("20000", "20,000"));

    @Test
    void theCatalogsFiguresAreOnThePage() throws IOException {
        try (var fixture = new SiteFixture("http://localhost", DEARER)) {
            var page = fixture.wire().get("/pricing").text();

            assertThat(page)
                    .contains("<data data-price=\"pro.month\" value=\"12900\">$129</data>")
                    .contains("<data value=\"20000\" class=\"figure\" data-calls=\"pro\">20,000</data>")
                    .contains("value=\"59900\">&lt;$1 &amp; &quot;a half&quot;&gt;</data>")
                    .contains("<data data-price=\"legacy.month\" value=\"100\">$1</data>");
        }
    }

    @Test
    void aChangedPriceIsAnotherPageInEveryCoding() throws IOException {
        try (var before = new SiteFixture("http://localhost", AS_BUILT);
                var after = new SiteFixture("http://localhost", DEARER)) {
            var plain = after.wire().get("/pricing");
            var brotli = after.wire().get("/pricing", "Accept-Encoding: br");
            var gzip = after.wire().get("/pricing", "Accept-Encoding: gzip");

            assertThat(plain.header("ETag"))
                    .isNotEqualTo(before.wire().get("/pricing").header("ETag"));
            assertThat(gzip.header("ETag"))
                    .isNotEqualTo(before.wire()
                            .get("/pricing", "Accept-Encoding: gzip")
                            .header("ETag"));
            assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(brotli.header("Content-Encoding")).isNull();
            assertThat(brotli.text()).isEqualTo(plain.text());
        }
    }

    @Test
    void aPageWhoseFiguresStayKeepsTheTwinsOfTheBuild() throws IOException {
        try (var fixture = new SiteFixture("http://localhost", AS_BUILT)) {
            var brotli = fixture.wire().get("/pricing", "Accept-Encoding: br");

            assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
            assertThat(brotli.text()).isEqualTo("brotli of the pricing page");
        }
    }

    @Test
    void aCellWithoutAValueGetsTextAlone() {
        var cells = new PriceCells(DEARER);

        assertThat(cells.fill("/", "<data class=\"r\" data-calls=\"pro\"><b>10</b>,000</data><data>x</data>"))
                .isEqualTo("<data class=\"r\" data-calls=\"pro\">20,000</data><data>x</data>");
    }

    @Test
    void whatOnlyLooksLikeACellIsLeftAlone() {
        var cells = new PriceCells(DEARER);
        var html =
                "<p>data-price=\"pro.month\"</p><i data-price=\"pro.month\">1</i><data title=\"data-calls\">2</data>";

        assertThat(cells.fill("/", html)).isEqualTo(html);
    }

    @Test
    void theJarsCatalogFillsEveryKindOfCell() {
        var cells = CatalogCells.of(CatalogFeature.create(null).catalog());

        assertThat(cells)
                .containsEntry("price:pro.month", new PriceCell("9900", "$99"))
                .containsEntry("price:team.year", new PriceCell("499000", "$4,990"))
                .containsEntry("starts-at:enterprise", new PriceCell("500000", "$5,000"))
                .containsEntry("calls:team", new PriceCell("100000", "100,000"))
                .containsEntry("per-minute:team", new PriceCell("1000", "1,000"))
                .containsEntry("capacity:pro", new PriceCell("50", "50"))
                .doesNotContainKeys("calls:enterprise", "capacity:enterprise");
    }
}
