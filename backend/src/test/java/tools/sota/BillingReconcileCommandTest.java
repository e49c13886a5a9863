package tools.sota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

/// `reconcile billing`, where Stripe does not answer.
class BillingReconcileCommandTest {
    @Test
    void saysHowManyCouldNotBeComparedAndFailsThen() {
        try (var own = Product.fresh()) {
            var out = new ByteArrayOutputStream();
            assertThat(run(own, out)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo("Compared 0 accounts with Stripe, 0 could not be: 0 differences.\n");

            own.signUp();
            Jdbi.create(own.environment().get("DATABASE_URL"))
                    .useHandle(
                            handle -> handle.execute("insert into stripe_customer (customer_id, account_id, created_at)"
                                    + " select 'cus_1', id, now() from account"));

            out.reset();
            assertThat(run(own, out)).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 could not be");
        }
    }

    private static int run(Product own, ByteArrayOutputStream out) {
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        return BillingReconcileCommand.run(Config.read(own.environment()), own.clock(), printer);
    }
}
