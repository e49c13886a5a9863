-- The ledger: one row per charged call or weighted operation, and the sums kept beside it in the same transaction.
-- The id is the request's UUIDv7, so it fixes the month's partition and is unique across all of them.
create table usage_event (
  id           uuid primary key,
  account_id   uuid not null,
  environment  text not null,
  key_id       uuid not null,
  product      text not null,
  calls        int not null check (calls > 0),
  status       smallint not null,
  at           timestamptz not null,
  period_start timestamptz not null      -- of the period that the request was admitted in
) partition by range (id);

create table usage_event_other partition of usage_event default;

create index usage_event_account on usage_event (account_id, environment, id desc);

create table usage_hourly (
  account_id  uuid not null,
  environment text not null,
  hour        timestamptz not null,
  key_id      uuid not null,
  product     text not null,
  calls       bigint not null,
  primary key (account_id, environment, hour, key_id, product)
);

create table usage_period (
  account_id   uuid not null,
  environment  text not null,
  period_start timestamptz not null,
  calls        bigint not null,
  primary key (account_id, environment, period_start)
);

-- The smallest UUIDv7 of an instant: its 48 bits of milliseconds, then zeros.
create function uuid_at(at timestamptz) returns uuid language sql immutable strict as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
