-- What a customer's bank objects to, as Stripe has it: disputes, and warnings of them (inquiries, early fraud warnings).
create table bank_objection (
  id         text primary key,                   -- dp_… or issfr_…
  charge_id  text not null,
  account_id uuid not null references account (id) on delete restrict,
  kind       text not null check (kind in ('dispute', 'warning')),
  status     text not null,                      -- in Stripe's words; of an early fraud warning `actionable` or `acted_on`
  reason     text not null,
  amount     bigint,                             -- null: an early fraud warning takes nothing
  currency   text,
  created_at timestamptz not null,
  read_at    timestamptz not null
);

create index bank_objection_of_account on bank_objection (account_id, created_at);

-- Events about disputes and fraud name a payment and no customer.
alter table stripe_event add column charge_id text;

create index stripe_event_of_charge on stripe_event (charge_id) where charge_id is not null;
