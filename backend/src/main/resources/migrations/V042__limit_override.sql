-- Limits of one account that differ from its plan's; read within two seconds, no deploy needed.
create table limit_override (
  account_id  uuid not null references account (id) on delete cascade,
  environment text not null check (environment in ('live', 'test')),
  name        text not null,          -- 'minute': the bucket; 'period': the quota; or a further limit's name
  capacity    int check (capacity > 0),
  per_minute  int check (per_minute > 0),
  calls       bigint check (calls >= 0),
  reason      text not null,
  changed_at  timestamptz not null default clock_timestamp(),
  primary key (account_id, environment, name),
  check ((name = 'period') = (calls is not null)),
  check ((name <> 'period') = (capacity is not null and per_minute is not null))
);
