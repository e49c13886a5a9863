package tools.sota.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Money;

/// A plan: what it costs and what it allows.
///
/// @param contract whether its terms are in a contract; it then cannot be bought here, and its limits may be null
/// @param hidden whether it is on no page and in no list: terms made for one customer, or for measuring
/// @param startsAt the lowest monthly price of a contract
/// @param callsPerMonth included calls
/// @param overageMicrosPerCall millionths of a major unit for each call beyond; null where calls simply stop
public record Plan(
        String id,
        String name,
        String description,
        boolean contract,
        boolean hidden,
        @Nullable Money startsAt,
        List<Price> prices,
        @Nullable Long callsPerMonth,
        @Nullable Rate rate,
        @Nullable Integer members,
        int trialDays,
        @Nullable Long overageMicrosPerCall,
        List<String> features) {

    public Optional<Price> price(Interval interval) {
        return prices.stream().filter(price -> price.interval() == interval).findFirst();
    }

    /// Whether anybody may have it without paying.
    public boolean isFree() {
        return !contract && prices.isEmpty();
    }
}
