-- Prepaid calls. A row stands before its page at Stripe is paid; what becomes of it, Stripe says.
create table pack (
  id         uuid primary key,
  account_id uuid not null references account (id) on delete restrict,
  session_id text not null unique,        -- cs_…
  status     text not null,               -- open, expired (the page), paid
  calls      bigint not null check (calls > 0),
  amount     bigint not null check (amount >= 0),
  currency   text not null,
  months     int not null,
  created_at timestamptz not null,
  bought_at  timestamptz,                 -- when it was paid
  expires_at timestamptz,                 -- not in it
  invoice_id text,                        -- in_…
  taken_back bigint not null default 0    -- calls that were paid back, or that a bank takes back
);

create index pack_account on pack (account_id, created_at);
create unique index pack_open on pack (account_id) where status = 'open';

-- Months in which calls may be drawn from packs; written while they run.
create table pack_month (
  account_id   uuid not null,
  period_start timestamptz not null,
  period_end   timestamptz not null,      -- earlier than planned when a change of plan cut it short
  included     bigint not null,           -- calls that the plan pays for
  primary key (account_id, period_start)
);

-- Calls beyond the plan's that a pack has paid for.
create table pack_draw (
  pack_id      uuid not null references pack (id),
  account_id   uuid not null,
  period_start timestamptz not null,
  calls        bigint not null check (calls > 0),
  primary key (pack_id, period_start)
);

create index pack_draw_account on pack_draw (account_id, period_start);
