-- What Stripe has, illegal states included: one row for each subscription there.
create table subscription (
  id           text primary key,                 -- sub_…
  account_id   uuid not null references account (id) on delete restrict,
  customer_id  text not null references stripe_customer (customer_id),
  status       text not null,                    -- in Stripe's words, also ones we do not know yet
  plan         text,                             -- null: a price that is no plan of ours
  interval     text,
  price_id     text not null,
  from_us      boolean not null,                 -- began in our checkout
  period_start timestamptz not null,
  period_end   timestamptz not null,
  anchor       timestamptz not null,             -- monthly anniversaries count from here
  cancel_at    timestamptz,
  trial_end_at timestamptz,
  ended_at     timestamptz,
  created_at   timestamptz not null,
  read_at      timestamptz not null
);

create index subscription_of_account on subscription (account_id);
create index subscription_of_customer on subscription (customer_id);

-- Which subscription gives the account its plan: never two at once.
create table subscription_claim (
  subscription_id text not null references subscription (id),
  account_id      uuid not null references account (id) on delete restrict,
  opened_at       timestamptz not null,
  closed_at       timestamptz,
  primary key (subscription_id, opened_at)
);

create unique index one_open_claim_per_account on subscription_claim (account_id) where closed_at is null;
