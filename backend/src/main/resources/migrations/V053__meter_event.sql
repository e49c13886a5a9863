-- Custom usage that customers send: events of the meters that the catalog declares, and their sums, in one transaction.
-- The id holds the event's own time, so it fixes the month's partition.
create table meter_event (
  id          uuid not null,
  account_id  uuid not null,
  environment text not null,
  meter       text not null,
  key_id      uuid not null,
  source      text not null,
  event_id    text not null,
  value       numeric not null,
  at          timestamptz not null,
  received_at timestamptz not null
) partition by range (id);

create table meter_event_other partition of meter_event default;

create index meter_event_account on meter_event (account_id, environment, meter, id desc);

-- Which events were seen: the first 128 bits of SHA-256 over environment, source and id.
create table event_seen (
  account_id uuid not null,
  event      uuid not null,
  seen_on    date not null,
  primary key (account_id, event)
) partition by hash (account_id);

do $$
begin
  for part in 0..15 loop
    execute format('create table event_seen_%s partition of event_seen for values with (modulus 16, remainder %s)', part, part);
  end loop;
end $$;

create index event_seen_old on event_seen using brin (seen_on);

create table meter_hourly (
  account_id  uuid not null,
  environment text not null,
  meter       text not null,
  hour        timestamptz not null,
  key_id      uuid not null,
  events      bigint not null,
  total       numeric not null,
  largest     numeric not null,
  primary key (account_id, environment, meter, hour, key_id)
);

create table meter_daily (
  account_id  uuid not null,
  environment text not null,
  meter       text not null,
  day         timestamptz not null,
  key_id      uuid not null,
  events      bigint not null,
  total       numeric not null,
  largest     numeric not null,
  primary key (account_id, environment, meter, day, key_id)
);
