package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlPageTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aDeveloperPlaysAYearByHand() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());

        assertThat(press("advance", "", "day")).isEqualTo("It is 2026-03-11T09:00:00Z now.");
        press("advance", "", "month");
        press("decline", "", "1");
        press("advance", "", "2026-05-12");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
        press("advance", "", "day");
        press("advance", "", "day");
        press("advance", "", "day");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        press("advance", "", "year");

        assertThat(shop.invoices(subscription.getId())).hasSize(15);
        assertThat(page()).contains("2027-05-15T00:00:00Z", subscription.getId(), "/_control/objects/invoice");
        assertThat(press("advance", "", "2020-01-01")).startsWith("Not done: Time only moves forward");
        assertThat(press("advance", "", "soon")).startsWith("Not done: 'soon' is not a date");
    }

    @Test
    void webhooksAreHeldTurnedRoundDoubledAndSignedAnew() throws Exception {
        try (var receiver = new Receiver()) {
            shop.control().webhook(receiver.url(), "whsec_first");
            press("traffic", "", "held");
            press("copies", "", "2");
            press("order", "", "newest");
            var rolled = press("roll", receiver.url().toString(), "");
            shop.customer("ada@example.com");
            shop.customer("bob@example.com");
            press("flush", "", "");
            assertThat(receiver.received()).isEmpty();
            assertThat(page()).contains("4 wait", "Traffic is <strong>held</strong>, newest first, 2 of each");

            press("traffic", "", "flowing");
            press("flush", "", "");

            assertThat(rolled).contains("whsec_");
            assertThat(receiver.received()).hasSize(4);
            assertThat(receiver.received().getFirst().payload()).contains("bob@example.com");
            assertThat(receiver.received().getLast().payload()).contains("ada@example.com");
            assertThat(receiver.received().getFirst().signature().split(",v1=", -1))
                    .hasSize(3);
        }
    }

    @Test
    void paymentsAreDisputedAndRefundsComeBack() throws Exception {
        shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        var charge = shop.v1().charges().list().getData().getFirst();

        press("dispute", charge.getId(), "");
        var dispute = shop.v1().disputes().list().getData().getFirst();
        assertThat(page()).contains("needs_response");
        press("decide", dispute.getId(), "won");

        assertThat(shop.v1().disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("won");
        assertThat(press("fail", "re_unknown", "")).startsWith("Not done: ");
        assertThat(press("dance", "", "")).startsWith("Not done: there is no deed dance");
    }

    @Test
    void thePageNeedsNoScriptAndNoOtherHost() throws Exception {
        assertThat(page()).doesNotContain("<script", "onclick", "https://").contains("The stand-in's control");
        assertThat(Browser.open(shop.standIn.baseUrl() + "/").body()).contains("href=\"/_control\"");
    }

    private String page() throws Exception {
        return Browser.open(shop.standIn.baseUrl() + "/_control").body();
    }

    private String press(String deed, String on, String value) throws Exception {
        var next = Browser.send(shop.standIn.baseUrl() + "/_control", Map.of("deed", deed, "on", on, "value", value))
                .location();
        return URLDecoder.decode(next.substring(next.indexOf("said=") + 5), StandardCharsets.UTF_8);
    }
}
