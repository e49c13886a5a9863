-- A preview is Stripe's own reckoning: with discounts, taxes and what waits for the next invoice.
alter table plan_preview add column discount bigint not null default 0;
alter table plan_preview add column tax bigint not null default 0;
alter table plan_preview add column other bigint not null default 0;
alter table plan_preview add column next_amount bigint not null default 0;

-- Which promotion code a checkout was opened with; null when none was named.
alter table checkout add column promotion_code text;

-- What is taken off the invoices of a subscription, as Stripe has it.
create table subscription_discount (
  id              text primary key,
  account_id      uuid not null references account (id) on delete cascade,
  subscription_id text not null,
  name            text not null,
  code            text,          -- what the customer typed; null for a discount that was given
  percent_off     numeric,
  amount_off      bigint,        -- minor units
  currency        text,          -- of amount_off
  is_for_once     boolean not null,
  ends_at         timestamptz    -- null: with the subscription, or with its next invoice when it is for once
);

create index subscription_discount_account on subscription_discount (account_id);
