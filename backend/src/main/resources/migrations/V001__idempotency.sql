-- An Idempotency-Key is claimed before the work and answered after it; the key itself is not stored.
create table idempotency_key (
  id          bytea primary key,        -- HMAC of scope and key
  account_id  uuid,                     -- null for callers without an account
  fingerprint bytea not null,           -- SHA-256 of the body
  claimed_at  timestamptz not null,
  answer      bytea,                    -- sealed under a key derived from the Idempotency-Key; null while in flight
  too_large   boolean not null default false
);

create index idempotency_key_claimed_at on idempotency_key (claimed_at);
