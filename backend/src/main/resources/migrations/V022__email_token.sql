-- Links in mails, by the hash of their token: each works once and for a while.
create table email_token (
  id         uuid primary key,
  hash       bytea not null unique,
  user_id    uuid references app_user (id) on delete cascade,  -- null: asked for an address nobody has, so that asking costs the same
  purpose    text not null check (purpose in ('proof', 'reset')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create index email_token_user on email_token (user_id) where used_at is null;
create index email_token_expires_at on email_token (expires_at);
