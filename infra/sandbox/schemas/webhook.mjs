// webhook.mjs sign|verify: one JSON question {payload, secret, header?, timestamp?} on stdin; answers with the header, or the event's id.
import { readFileSync } from "node:fs";
import Stripe from "stripe";

const { payload, secret, header, timestamp } = JSON.parse(readFileSync(0, "utf8"));
const { webhooks } = new Stripe("sk_test_shop");
if (process.argv[2] === "sign") {
  process.stdout.write(webhooks.generateTestHeaderString({ payload, secret, timestamp }));
} else {
  const received = timestamp === undefined ? undefined : timestamp * 1000;
  process.stdout.write(webhooks.constructEvent(payload, header, secret, 300, undefined, received).id);
}
