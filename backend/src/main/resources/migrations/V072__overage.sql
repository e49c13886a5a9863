-- Calls beyond the plan's that may pass: what the customer's spending cap pays for.
alter table entitlement add column beyond_calls bigint not null default 0 check (beyond_calls >= 0);

-- How much a customer will spend on calls beyond the plan's, in each month of calls. No row: they stop at the plan's.
create table spend_cap (
  account_id uuid primary key references account (id) on delete restrict,
  amount     bigint not null check (amount > 0),
  currency   text not null,
  changed_at timestamptz not null
);

-- The terms of a month in which calls beyond the plan's could pass; written while it runs, billed when it is over.
create table overage_period (
  account_id      uuid not null references account (id) on delete restrict,
  period_start    timestamptz not null,
  period_end      timestamptz not null,          -- earlier than planned when a change of plan cut it short
  plan            text not null,
  included        bigint not null,
  beyond          bigint not null,               -- the most that was allowed at any time of the month
  micros_per_call bigint not null,
  currency        text not null,
  primary key (account_id, period_start)
);

create index overage_period_end on overage_period (period_end);

-- What was billed of it. More than one part only when calls were counted after the first was booked.
create table overage_booking (
  account_id   uuid not null,
  period_start timestamptz not null,
  part         int not null,
  calls        bigint not null check (calls > 0),
  amount       bigint not null check (amount >= 0),
  created_at   timestamptz not null,
  item_id      text,                             -- ii_…, once it is at Stripe
  booked_at    timestamptz,
  primary key (account_id, period_start, part),
  foreign key (account_id, period_start) references overage_period (account_id, period_start)
);

create index overage_booking_waiting on overage_booking (created_at) where booked_at is null;
create unique index overage_booking_item on overage_booking (item_id);
