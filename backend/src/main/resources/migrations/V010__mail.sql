-- The outbox: a mail is a row written in the transaction of its cause, and sent afterwards, at least once.
create table mail (
  position   bigint generated always as identity primary key,
  id         uuid not null unique,            -- its Message-ID, the same on every attempt
  dedupe     text not null unique,            -- the fact it tells of; never personal data
  kind       text not null,
  recipient  bytea not null,                  -- HMAC of the address: keeps the order per recipient without naming one
  payload    bytea,                           -- address and letter, sealed; gone once sent
  created_at timestamptz not null,
  due_at     timestamptz not null,            -- also the end of a claim: a sender that died loses it then
  attempts   int not null default 0,
  refusals   int not null default 0,          -- attempts that a server answered with a refusal of this very mail
  failure    text,                            -- of the last attempt, without addresses
  sent_at    timestamptz,
  dead_at    timestamptz,
  check (sent_at is null or dead_at is null),
  check (payload is not null or sent_at is not null)
);

create index mail_due on mail (due_at) where sent_at is null and dead_at is null;
create index mail_in_order on mail (recipient, position) where sent_at is null and dead_at is null;
create index mail_dead on mail (dead_at) where dead_at is not null;
create index mail_sent on mail (sent_at) where sent_at is not null;
