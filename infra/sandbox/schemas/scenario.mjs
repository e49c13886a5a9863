// scenario.mjs BASE: what OfficialClientTest does with the Java client, done with Stripe's npm client; prints every object it saw.
import Stripe from "stripe";

const base = new URL(process.argv[2]);
const stripe = new Stripe("sk_test_shop", {
  host: base.hostname,
  port: base.port,
  protocol: "http",
  maxNetworkRetries: 0,
  telemetry: false,
});

const product = await stripe.products.create({ name: "Pro", metadata: { plan: "pro" } });
const price = await stripe.prices.create({
  product: product.id,
  currency: "usd",
  unit_amount: 9900,
  lookup_key: "pro_monthly",
  recurring: { interval: "month" },
});
const customer = await stripe.customers.create({
  email: "ada@example.com",
  payment_method: "pm_card_visa",
  invoice_settings: { default_payment_method: "pm_card_visa" },
  metadata: { account_id: "account-1" },
});
const session = await stripe.checkout.sessions.create({
  mode: "subscription",
  customer: customer.id,
  success_url: "http://127.0.0.1:1/done",
  line_items: [{ price: price.id, quantity: 1 }],
});
const expired = await stripe.checkout.sessions.expire(session.id);
const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
const invoice = await stripe.invoices.retrieve(subscription.latest_invoice, { expand: ["payments"] });
const refund = await stripe.refunds.create({
  payment_intent: invoice.payments.data[0].payment.payment_intent,
  amount: 4000,
  reason: "requested_by_customer",
});
const note = await stripe.creditNotes.create({
  invoice: invoice.id,
  amount: 4000,
  refunds: [{ refund: refund.id }],
  reason: "order_change",
});
const setup = await stripe.setupIntents.create({ customer: customer.id, usage: "off_session" });
const declined = await stripe.paymentIntents
  .create({ amount: 500, currency: "usd", payment_method: "pm_card_visa_chargeDeclined", confirm: true })
  .catch((error) => ({ type: error.rawType, code: error.code, decline: error.decline_code, status: error.statusCode }));
const canceled = await stripe.subscriptions.cancel(subscription.id);
const types = [];
for await (const event of stripe.events.list({ limit: 3 })) types.push(event.type);

const seen = { product, price, customer, session, expired, subscription, ending, invoice, refund, note, setup, declined, canceled, types };
process.stdout.write(JSON.stringify(seen));
