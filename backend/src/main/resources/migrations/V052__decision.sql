-- Why requests were refused or failed: in full for the newest 1,000 of an account within 7 days, as counters beyond that.
-- None of this is a charge, so it is written behind: a crash loses the last second.
create table decision (
  account_id  uuid not null,
  id          uuid not null,             -- the request's
  environment text not null,
  key_id      uuid,                      -- null: a session
  product     text,
  status      smallint not null,
  rule        text not null,             -- which rule refused, or how it failed
  calls       int not null,              -- what it would have cost
  capacity    bigint,                    -- of the bucket; this and the next four are null before admission
  tokens_left bigint,
  quota       bigint,
  used        bigint,
  held        bigint,
  passes_at   timestamptz,               -- when the same request would pass; null: not by waiting
  at          timestamptz not null,
  primary key (account_id, id)
);

-- Requests that were not charged; what was charged is in usage_hourly.
create table decision_hourly (
  account_id  uuid not null,
  environment text not null,
  hour        timestamptz not null,
  key_id      uuid,
  product     text,
  status      smallint not null,
  requests    bigint not null,
  unique nulls not distinct (account_id, environment, hour, key_id, product, status)
);

create table decision_daily (
  account_id  uuid not null,
  environment text not null,
  day         timestamptz not null,
  status      smallint not null,
  requests    bigint not null,
  primary key (account_id, environment, day, status)
);

-- Kept 7 days.
create table decision_minute (
  account_id uuid not null,
  key_id     uuid,
  rule       text not null,
  minute     timestamptz not null,
  requests   bigint not null,
  unique nulls not distinct (account_id, minute, key_id, rule)
);

create index decision_minute_old on decision_minute using brin (minute);

-- The last batch that each process has written: one whose answer was lost is not counted twice.
create table decision_writer (
  writer     uuid primary key,
  batch      bigint not null,
  written_at timestamptz not null
);
