-- What is usual for a live key. One row per key and day on which it was used; nodes share it, each adds what it saw.
create table key_habit (
  key_id       uuid not null references api_key (id) on delete cascade,
  day          date not null,
  busiest_hour bigint not null,                -- requests of the busiest clock hour that one node saw
  primary key (key_id, day)
);

create index key_habit_day on key_habit (day);

-- From where a live key was used: /16 of IPv4, /32 of IPv6.
create table key_range (
  key_id     uuid not null references api_key (id) on delete cascade,
  range      bigint not null,                  -- keys.AddressRange
  last_seen  date not null,
  primary key (key_id, range)
);

create index key_range_last_seen on key_range (last_seen);

-- Why a key was frozen by itself. Undone by the link in the mail or by a member.
create table key_finding (
  id         uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  key_id     uuid not null references api_key (id) on delete cascade,
  rules      text[] not null,
  figures    text[] not null,                  -- a sentence for each rule, as the mail has it
  found_at   timestamptz not null,
  undone_at  timestamptz
);

create index key_finding_key on key_finding (key_id, found_at desc);
create unique index one_open_finding_per_key on key_finding (key_id) where undone_at is null;
