-- What an account wants to be told of; no row means everything.
create table alert_setting (
  account_id uuid primary key references account (id) on delete cascade,
  used_50    boolean not null,
  used_80    boolean not null,
  used_100   boolean not null,
  runs_out   boolean not null,
  changed_at timestamptz not null
);

-- What has happened in a period, and so is not told again: a threshold that was reached, or a forecast that was made.
create table quota_alert (
  account_id   uuid not null references account (id) on delete cascade,
  period_start timestamptz not null,
  kind         text not null check (kind in ('50', '80', '100', 'runs_out')),
  at           timestamptz not null,
  primary key (account_id, period_start, kind)
);
