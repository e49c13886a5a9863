-- Who is asked into an account. The address goes with the row, thirty days after the invitation has run out.
create table invitation (
  id          uuid primary key,
  account_id  uuid not null references account (id) on delete cascade,
  email       text not null,
  role        text not null check (role in ('owner', 'admin', 'developer', 'billing', 'viewer')),
  hash        bytea not null unique,          -- of the token in the mail that was sent last
  invited_by  uuid references app_user (id) on delete set null,
  created_at  timestamptz not null,
  sent_at     timestamptz not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  revoked_at  timestamptz,
  check (accepted_at is null or revoked_at is null)
);

create unique index one_open_invitation_per_address on invitation (account_id, lower(email))
  where accepted_at is null and revoked_at is null;
create index invitation_expires_at on invitation (expires_at);
create index invitation_invited_by on invitation (invited_by);
