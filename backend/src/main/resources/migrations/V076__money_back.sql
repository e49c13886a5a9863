-- Money that came in and money that went back, as Stripe has it. Revenue is what succeeded of the first less what
-- succeeded of the second.
create table charge (
  id          text primary key,                  -- ch_…, of those that succeeded
  account_id  uuid not null references account (id) on delete restrict,
  customer_id text not null,
  intent_id   text,                              -- pi_…
  invoice_id  text,                              -- in_…; null: for no invoice
  amount      bigint not null,
  refunded    bigint not null,                   -- what Stripe counts as refunded; falls again when a refund fails
  currency    text not null,
  disputed    boolean not null,
  created_at  timestamptz not null,
  read_at     timestamptz not null
);

create index charge_of_account on charge (account_id, created_at);
create index charge_of_invoice on charge (invoice_id);

create table refund (
  id             text primary key,               -- re_…
  charge_id      text not null references charge (id),
  account_id     uuid not null references account (id) on delete restrict,
  payback_id     text,                           -- the order of ours that it carries out; null: made elsewhere
  amount         bigint not null,
  currency       text not null,
  status         text not null,                  -- in Stripe's words; `succeeded` may still become `failed`
  reason         text,
  failure_reason text,
  created_at     timestamptz not null,
  read_at        timestamptz not null
);

create index refund_of_account on refund (account_id, created_at desc);
create index refund_of_charge on refund (charge_id);

-- What we have decided to pay back. Written before Stripe is told, so that a crash or an outage only delays it.
create table payback (
  id          uuid primary key,
  account_id  uuid not null references account (id) on delete restrict,
  invoice_id  text not null,                     -- in_…
  charge_id   text not null,
  amount      bigint not null check (amount > 0),
  currency    text not null,
  cause       text not null check (cause in ('guarantee', 'operator')),
  reason      text not null check (reason in ('duplicate', 'fraudulent', 'requested_by_customer')),
  note        text not null,
  ordered_by  text not null,                     -- usr_… or the name of a command
  ends        text,                              -- sub_…, which ends at once with it
  created_at  timestamptz not null,
  refund_id   text,
  done_at     timestamptz,
  refused     text                               -- why Stripe will not do it
);

create index payback_waiting on payback (created_at) where done_at is null;
create index payback_of_account on payback (account_id, created_at desc);
create unique index one_guarantee_per_invoice on payback (invoice_id) where cause = 'guarantee' and refused is null;

-- Whoever used the money-back guarantee: once per owner, also with a new account of the same address.
create table guarantee_use (
  owner      bytea primary key,                  -- keyed hash of the owner's address
  payback_id uuid not null references payback (id),
  used_at    timestamptz not null
);

-- Who of our own people may do what `Access.STAFF` stands beside.
create table staff (
  user_id    uuid primary key references app_user (id) on delete cascade,
  granted_at timestamptz not null
);
