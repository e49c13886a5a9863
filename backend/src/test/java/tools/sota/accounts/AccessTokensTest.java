package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.sota.testing.MovableClock;

class AccessTokensTest {
    private final MovableClock clock = new MovableClock();
    private final AccessTokens tokens =
            new AccessTokens("0123456789abcdef0123456789abcdef", "https://tools.example", clock);
    private final AccessTokens.Names names = new AccessTokens.Names(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void whatIsIssuedIsRead() {
        assertThat(tokens.read(issue(clock.instant()))).contains(names);
    }

    @Test
    void aNodeWhoseClockIsAheadIsBelieved() {
        assertThat(tokens.read(issue(clock.instant().plusSeconds(30)))).contains(names);
    }

    @Test
    void itEndsToTheSecond() {
        var token = issue(clock.instant());
        clock.advance(AccessTokens.LIVES.minusSeconds(2));
        assertThat(tokens.read(token)).isPresent();

        clock.advance(Duration.ofSeconds(2));

        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void aTokenForAnotherSiteIsNoneOfOurs() {
        var theirs = new AccessTokens("0123456789abcdef0123456789abcdef", "https://other.example", clock);

        assertThat(theirs.read(issue(clock.instant()))).isEmpty();
    }

    private String issue(Instant at) {
        return tokens.issue(names, at, at.plus(AccessTokens.LIVES));
    }
}
