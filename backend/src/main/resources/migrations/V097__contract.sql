-- Terms that were agreed with one customer. Written by the operators' command, carried out at Stripe by the server.
create table contract (
  id              uuid primary key,
  account_id      uuid not null references account (id) on delete restrict,
  plan            text not null,
  interval        text not null check (interval in ('month', 'year')),
  amount          bigint not null check (amount > 0),   -- per interval, minor units
  currency        text not null,
  calls           bigint not null check (calls >= 0),   -- a month
  capacity        int not null check (capacity > 0),
  per_minute      int not null check (per_minute > 0),
  net_days        int not null check (net_days > 0),
  po_number       text,
  created_at      timestamptz not null,
  subscription_id text,                                 -- sub_…, once it is at Stripe
  refused         text,                                 -- why it cannot be carried out
  ending          boolean not null default false,       -- it is to end with its period
  ending_done_at  timestamptz,
  ended_at        timestamptz
);

create unique index one_contract_at_a_time on contract (account_id) where ended_at is null and refused is null;
create index contract_of_subscription on contract (subscription_id);

-- Only while this plan is in force; null: always.
alter table limit_override add column plan text;

-- How long an invoice that is sent, not charged, may stay unpaid.
alter table subscription add column net_days int not null default 0;
