-- The plan in force. Billing writes it, admission reads it; no row means the free plan.
create table entitlement (
  account_id uuid primary key references account (id) on delete cascade,
  plan       text not null,
  anchor     timestamptz,             -- monthly anniversaries count from here; null: calendar months
  changed_at timestamptz not null
);
