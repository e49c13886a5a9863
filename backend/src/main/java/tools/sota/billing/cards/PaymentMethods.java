package tools.sota.billing.cards;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of what accounts pay with.
interface PaymentMethods {
    @SqlUpdate("delete from payment_method where account_id = :accountId")
    int clear(UUID accountId);

    @SqlBatch("""
            insert into payment_method (id, account_id, type, brand, last4, exp_month, exp_year, is_default, created_at)
            values (:id, :accountId, :type, :brand, :last4, :expMonth, :expYear, :isDefault, :createdAt)
            """)
    void insert(@BindMethods Collection<PaymentMethod> methods);

    @SqlQuery("""
            select id, account_id, type, brand, last4, exp_month, exp_year, is_default, created_at
            from payment_method where account_id = :accountId
            order by is_default desc, created_at, id
            """)
    List<PaymentMethod> ofAccount(UUID accountId);

    @SqlUpdate(
            "insert into payment_method_page (id, account_id, status, created_at) values (:id, :accountId, 'open', :now)")
    void insertPage(String id, UUID accountId, Instant now);

    @SqlQuery("select count(*) from payment_method_page where account_id = :accountId")
    int countPages(UUID accountId);

    @SqlQuery("""
            select id from payment_method_page where account_id = :accountId and status = 'open' order by created_at, id
            """)
    List<String> openPages(UUID accountId);

    @SqlUpdate("update payment_method_page set status = :status where id = :id")
    int settlePage(String id, String status);

    @SqlQuery("select count(*) from payment_method_choice where account_id = :accountId")
    int countChoices(UUID accountId);

    @SqlUpdate("""
            insert into payment_method_choice (account_id, number, method_id, chosen_at)
            values (:accountId, :number, :methodId, :now)
            """)
    void insertChoice(UUID accountId, int number, String methodId, Instant now);
}
