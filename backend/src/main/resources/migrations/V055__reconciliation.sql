-- Each comparison of the ledger's rows with everything that is counted from them, and what it found and healed.
create table reconciliation_run (
  id         uuid primary key,
  since      timestamptz not null,       -- rows from here on were compared
  started_at timestamptz not null,
  ended_at   timestamptz,                -- null: it runs, or died
  accounts   bigint not null default 0,
  drifts     bigint not null default 0
);

create index reconciliation_run_started on reconciliation_run (started_at desc);

create table reconciliation_drift (
  run_id      uuid not null references reconciliation_run (id) on delete cascade,
  number      int not null,
  kind        text not null check (kind in ('hourly', 'daily', 'period', 'live')),
  account_id  uuid not null,
  environment text not null,
  at          timestamptz not null,      -- the hour, the day, or the start of the period
  key_id      uuid,
  product     text,
  expected    bigint not null,           -- what the rows say
  found       bigint not null,
  primary key (run_id, number)
);
