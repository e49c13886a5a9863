-- A log-in and the refresh tokens that grew from it, one after the other. A token that was rotated long ago and comes again
-- has been copied: its whole session ends.
create table session (
  id         uuid primary key,
  user_id    uuid not null references app_user (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz,
  end_cause  text check (end_cause in ('log_out', 'reuse', 'reset')),
  check ((ended_at is null) = (end_cause is null))
);

create index session_user_open on session (user_id) where ended_at is null;
create index session_expires_at on session (expires_at);

create table refresh_token (
  hash       bytea primary key,
  session_id uuid not null references session (id) on delete cascade,
  created_at timestamptz not null,
  rotated_at timestamptz
);

create index refresh_token_session on refresh_token (session_id);
