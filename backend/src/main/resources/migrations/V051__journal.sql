-- How far the journal of each node has been moved into the ledger; the same transaction moves rows, sums and position.
create table journal_position (
  journal  uuid primary key,
  node     text not null,
  position bigint not null,
  moved_at timestamptz not null default clock_timestamp()
);

-- The request that a charged one looked like, moments before it: same key, same work.
alter table usage_event add column look_alike uuid;

create table usage_daily (
  account_id  uuid not null,
  environment text not null,
  day         timestamptz not null,
  key_id      uuid not null,
  product     text not null,
  calls       bigint not null,
  primary key (account_id, environment, day, key_id, product)
);

insert into usage_daily (account_id, environment, day, key_id, product, calls)
select account_id, environment, date_trunc('day', hour, 'UTC'), key_id, product, sum(calls)
from usage_hourly group by 1, 2, 3, 4, 5;
