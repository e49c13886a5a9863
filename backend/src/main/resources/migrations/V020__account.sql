-- Who may sign in, and for what. Everything personal about a user is in `person`; erasing that row erases the person.
create table app_user (
  id            uuid primary key,
  password_hash text not null,                -- argon2id, PHC string
  created_at    timestamptz not null
);

create table person (
  user_id         uuid primary key references app_user (id) on delete cascade,
  email           text not null,
  name            text,
  email_proven_at timestamptz
);

-- Anybody may claim an address; one may prove it.
create unique index one_proven_user_per_email on person (lower(email)) where email_proven_at is not null;
create index person_email on person (lower(email), user_id desc);

create table account (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null,
  paid_at    timestamptz,                     -- of the first paid invoice
  kept_at    timestamptz                      -- since when Stripe knows it: such an account is never swept away
);

create index account_unpaid on account (created_at) where paid_at is null;

create table membership (
  account_id uuid not null references account (id) on delete cascade,
  user_id    uuid not null references app_user (id) on delete cascade,
  role       text not null check (role in ('owner', 'admin', 'developer', 'billing', 'viewer')),
  created_at timestamptz not null,
  primary key (account_id, user_id)
);

create index membership_user on membership (user_id, created_at);
