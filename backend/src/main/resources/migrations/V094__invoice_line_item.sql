-- Which item of Stripe's a line bills, such as one of calls beyond the plan's; null for a subscription's own lines.
alter table invoice_line add column item_id text;
