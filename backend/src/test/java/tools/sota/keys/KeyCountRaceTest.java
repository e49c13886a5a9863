package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// Limits hold for requests of one moment.
class KeyCountRaceTest {
    private final Product product = Product.shared();

    @Test
    void keysMadeAtOnceDoNotPassTheLimitTogether() {
        var stranger = product.signUp();
        var account = Store.account(stranger);
        var store = Store.of(product);
        store.run("""
                insert into api_key (id, account_id, environment, name, hash, pepper_version, hint, scopes, ip_allow_list,
                                     freeze_on_abnormal_use, created_at)
                select gen_random_uuid(), account_id, environment, name, decode(md5(random()::text || n), 'hex'),
                       pepper_version, hint, scopes, ip_allow_list, freeze_on_abnormal_use, created_at
                from api_key, generate_series(1, ?) n
                where account_id = ?
                """, KeyIssuer.MOST_PER_ACCOUNT - 6, account);

        var answers = InParallel.times(
                20, number -> stranger.browser().post("/v1/keys", "{\"name\":\"k\",\"environment\":\"test\"}"));

        assertThat(store.number("select count(*) from api_key where account_id = ?", account))
                .isEqualTo(KeyIssuer.MOST_PER_ACCOUNT);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
    }

    @Test
    void aKeyHasOneSuccessor() {
        var stranger = product.signUp();
        var id = stranger.browser().get("/v1/keys").text("data.0.id");

        var answers = InParallel.times(
                8,
                number -> stranger.browser()
                        .post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":" + (600 - number) + "}"));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code().equals("state_conflict")))
                .hasSize(7);
    }
}
