-- Calls of a period that count as used although they were made before it: an upgrade's credit had given them back.
create table taken_calls (
  account_id   uuid not null references account (id) on delete cascade,
  period_start timestamptz not null,
  calls        bigint not null check (calls > 0),
  primary key (account_id, period_start)
);

-- What the credit of an upgrade took for granted, in case its payment takes a while.
create table upgrade_credit (
  preview_id      uuid primary key references plan_preview (id) on delete cascade,
  account_id      uuid not null references account (id) on delete cascade,
  subscription_id text not null,
  to_price        text not null,
  from_start      timestamptz not null,
  month_start     timestamptz not null,
  credit_calls    bigint not null,             -- that the credit is worth
  calls_left      bigint not null,             -- of the earlier period
  calls_used      bigint not null,             -- of its running month
  asked_at        timestamptz not null
);

create index upgrade_credit_of_account on upgrade_credit (account_id, asked_at);
