package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.delete;
import static tools.sota.sandbox.stripe.http.Endpoint.get;
import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import tools.sota.sandbox.stripe.discounts.Coupons;
import tools.sota.sandbox.stripe.discounts.PromotionCodes;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.subscriptions.Previews;

/// The operations that say, or lower, what something costs.
record Offers(Previews previews, Coupons coupons, PromotionCodes codes) {
    List<Endpoint> endpoints() {
        return List.of(
                post("/v1/invoices/create_preview", "InvoiceCreatePreviewParams", previews::create),
                post("/v1/coupons", "CouponCreateParams", coupons::create),
                get("/v1/coupons", "CouponListParams", coupons::list),
                get("/v1/coupons/{id}", "CouponRetrieveParams", coupons::get),
                post("/v1/coupons/{id}", "CouponUpdateParams", coupons::update),
                delete("/v1/coupons/{id}", "CouponDeleteParams", coupons::delete),
                post("/v1/promotion_codes", "PromotionCodeCreateParams", codes::create),
                get("/v1/promotion_codes", "PromotionCodeListParams", codes::list),
                get("/v1/promotion_codes/{id}", "PromotionCodeRetrieveParams", codes::get),
                post("/v1/promotion_codes/{id}", "PromotionCodeUpdateParams", codes::update));
    }
}
