-- Keys are found by a keyed hash. Live secrets are kept nowhere; test secrets sealed, for samples.
create table api_key (
  id             uuid primary key,
  account_id     uuid not null references account (id) on delete cascade,
  environment    text not null check (environment in ('live', 'test')),
  name           text not null,
  hash           bytea not null unique,          -- HMAC-SHA256 of the secret
  pepper_version int not null,
  hint           text not null,
  scopes         text[] not null,
  sealed_secret  bytea check (sealed_secret is null or environment = 'test'),
  created_by     uuid,
  created_at     timestamptz not null,
  expires_at     timestamptz,
  revoked_at     timestamptz,
  last_used_at   timestamptz,
  version        bigint not null default 1,      -- grows with every change that admission must see
  published      bigint not null default 0       -- the version that Redis has heard of
);

create index api_key_account on api_key (account_id, id desc);
create index api_key_unpublished on api_key (id) where published < version;
