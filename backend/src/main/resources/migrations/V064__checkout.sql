-- Checkout pages that we opened at Stripe, at most one open for each account.
create table checkout (
  id              text primary key,              -- cs_…
  account_id      uuid not null references account (id) on delete restrict,
  plan            text not null,
  interval        text not null,
  price_id        text not null,
  status          text not null,                 -- open, complete, expired: as Stripe has it
  payment_status  text not null,                 -- paid, unpaid, no_payment_required
  subscription_id text,
  created_at      timestamptz not null
);

create unique index one_open_checkout_per_account on checkout (account_id) where status = 'open';
create index checkout_of_account on checkout (account_id);
