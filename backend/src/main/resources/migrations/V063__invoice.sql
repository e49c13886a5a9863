create table invoice (
  id           uuid primary key,                 -- ours, shown as sinv_…; its time is the invoice's own
  stripe_id    text not null unique,             -- in_…
  account_id   uuid not null references account (id) on delete restrict,
  subscription_id text,                          -- null: made by hand
  number       text,
  status       text not null,
  reason       text,                             -- Stripe's billing_reason
  currency     text not null,
  total        bigint not null,
  amount_due   bigint not null,
  amount_paid  bigint not null,
  period_start timestamptz not null,             -- of what its lines pay for
  period_end   timestamptz not null,
  hosted_url   text,                             -- Stripe lets it expire: shown only while it is young
  created_at   timestamptz not null,
  paid_at      timestamptz,
  announced_at timestamptz,                      -- when the receipt was put in the outbox
  read_at      timestamptz not null
);

create index invoice_of_account on invoice (account_id, id desc);

create table invoice_line (
  id           text primary key,                 -- il_…
  invoice_id   uuid not null references invoice (id) on delete cascade,
  position     int not null,
  description  text not null,
  amount       bigint not null,
  price_id     text,
  proration    boolean not null,
  period_start timestamptz not null,
  period_end   timestamptz not null
);

create index invoice_line_of_invoice on invoice_line (invoice_id, position);
