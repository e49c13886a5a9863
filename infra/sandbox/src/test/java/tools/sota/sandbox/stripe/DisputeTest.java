package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisputeTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aDisputeTakesTheMoneyAndEvidenceWinsItBack() throws Exception {
        var charge = charged("pm_card_createDispute");
        var dispute = dispute();

        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getAmount()).isEqualTo(9900);
        assertThat(dispute.getBalanceTransactions().getFirst().getNet()).isEqualTo(-9900 - 1500);
        assertThat(reload(charge).getDisputed()).isTrue();
        assertThatThrownBy(() -> refund(charge))
                .as("what the bank took back cannot be given back a second time")
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        error -> assertThat(error.getCode()).isEqualTo("charge_disputed"));

        var staged = evidence(dispute, "my story", false);
        assertThat(staged.getStatus()).isEqualTo("needs_response");
        assertThat(evidence(dispute, "my story", true).getStatus()).isEqualTo("under_review");
        shop.control().decideDispute(dispute.getId(), true);

        assertThat(dispute().getStatus()).isEqualTo("won");
        assertThat(dispute().getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
        assertThat(shop.eventTypes())
                .containsSubsequence(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
        assertThat(refund(charge).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void wordsOfATestDecideAndWhatIsOverStaysOver() throws Exception {
        charged("pm_card_createDisputeProductNotReceived");

        assertThat(evidence(dispute(), "losing_evidence", true).getStatus()).isEqualTo("lost");
        assertThat(dispute().getReason()).isEqualTo("product_not_received");
        assertThatThrownBy(() -> evidence(dispute(), "winning_evidence", true))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> shop.v1().disputes().close(dispute().getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(shop.eventTypes()).doesNotContain("charge.dispute.funds_reinstated");
    }

    @Test
    void whatNobodyAnswersInTimeIsLost() throws Exception {
        charged("pm_card_createDispute");
        assertThat(dispute().getStatus()).isEqualTo("needs_response");

        shop.clock.move(Duration.ofDays(9));

        assertThat(dispute().getStatus()).isEqualTo("lost");
        assertThat(dispute().getEvidenceDetails().getPastDue()).isTrue();
    }

    @Test
    void anInquiryTakesNothingAndEndsWithARefund() throws Exception {
        var charge = charged("pm_card_createDisputeInquiry");
        assertThat(dispute().getStatus()).isEqualTo("warning_needs_response");
        assertThat(dispute().getIsChargeRefundable()).isTrue();

        refund(charge);

        assertThat(dispute().getStatus()).isEqualTo("warning_closed");
        assertThat(shop.eventTypes())
                .contains("charge.dispute.created", "charge.dispute.closed")
                .doesNotContain("charge.dispute.funds_withdrawn");
    }

    @Test
    void anInquiryCanBecomeADispute() throws Exception {
        charged("pm_card_createDisputeInquiry");

        shop.control().escalateInquiry(dispute().getId());

        assertThat(dispute().getStatus()).isEqualTo("needs_response");
        assertThat(shop.eventTypes()).contains("charge.dispute.funds_withdrawn");
        assertThat(shop.v1().disputes().close(dispute().getId()).getStatus()).isEqualTo("lost");
    }

    @Test
    void theControlDisputesAnyChargeOnce() throws Exception {
        var charge = charged("pm_card_visa");

        shop.control().dispute(charge.getId(), "duplicate");

        assertThat(dispute().getReason()).isEqualTo("duplicate");
        assertThatThrownBy(() -> shop.control().dispute(charge.getId(), "duplicate"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIssuerWarnsOfFraudUntilTheMoneyIsGivenBack() throws Exception {
        var charge = charged("pm_card_createIssuerFraudRecord");
        var warning = shop.v1().radar().earlyFraudWarnings().list().getData().getFirst();
        assertThat(warning.getActionable()).isTrue();
        assertThat(warning.getCharge()).isEqualTo(charge.getId());

        refund(charge);

        assertThat(shop.v1()
                        .radar()
                        .earlyFraudWarnings()
                        .retrieve(warning.getId())
                        .getActionable())
                .isFalse();
        assertThat(shop.eventTypes())
                .contains("radar.early_fraud_warning.created", "radar.early_fraud_warning.updated");
    }

    @Test
    void aRiskyPaymentIsReviewed() throws Exception {
        charged("pm_card_riskLevelElevated");
        var review = shop.v1().reviews().list().getData().getFirst();

        var approved = shop.v1().reviews().approve(review.getId());

        assertThat(review.getOpen()).isTrue();
        assertThat(approved.getClosedReason()).isEqualTo("approved");
        assertThat(shop.v1().reviews().list().getData()).isEmpty();
        assertThat(shop.eventTypes()).containsSubsequence("review.opened", "review.closed");
    }

    private Charge charged(String card) throws Exception {
        shop.subscribe(shop.customerWith(card), shop.pro());
        return shop.v1().charges().list().getData().getFirst();
    }

    private Charge reload(Charge charge) throws Exception {
        return shop.v1().charges().retrieve(charge.getId());
    }

    private Dispute dispute() throws Exception {
        return shop.v1().disputes().list().getData().getFirst();
    }

    private Dispute evidence(Dispute dispute, String text, boolean submit) throws Exception {
        return shop.v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText(text)
                                        .build())
                                .setSubmit(submit)
                                .build());
    }

    private com.stripe.model.Refund refund(Charge charge) throws Exception {
        return shop.v1()
                .refunds()
                .create(RefundCreateParams.builder().setCharge(charge.getId()).build());
    }
}
