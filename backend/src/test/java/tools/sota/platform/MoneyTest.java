package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "9900, usd, USD 99.00",
        "5, eur, EUR 0.05",
        "-5, usd, USD -0.05",
        "-9905, usd, USD -99.05",
        "990, jpy, JPY 990",
        "1234, kwd, KWD 1.234",
        "990, mga, MGA 990",
        "99000, isk, ISK 990.00",
        "99000, huf, HUF 990.00",
        "99000, iqd, IQD 990.00"
    })
    void isShownInMajorUnitsOfItsOwnCurrency(long amount, String currency, String shown) {
        assertThat(new Money(amount, currency)).hasToString(shown);
    }

    @Test
    void knowsOnlyCurrenciesThatThereAre() {
        assertThatThrownBy(() -> new Money(1, "USD")).hasMessageContaining("USD");
        assertThatThrownBy(() -> new Money(1, "abc")).hasMessageContaining("abc");
        assertThatThrownBy(() -> new Money(1, "xau")).hasMessageContaining("xau");
    }
}
