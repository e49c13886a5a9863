-- Accounts in a state that must not be: nothing is billed to them until a person has looked, and the team is told once.
create table parked_account (
  account_id uuid not null references account (id) on delete restrict,
  cause      text not null,
  detail     text not null,
  since      timestamptz not null,
  ended_at   timestamptz,
  primary key (account_id, since)
);

create unique index one_open_parking_per_account on parked_account (account_id) where ended_at is null;

-- Each comparison of Stripe, our books and the ledger, and what had drifted.
create table billing_drift (
  run_id     uuid not null,
  number     int not null,
  account_id uuid not null,
  kind       text not null,
  subject    text not null,                      -- sub_…, in_…, ch_…, re_… or acc_…
  expected   text,                               -- null: it should not be there
  found      text,                               -- null: it was not there
  healed     boolean not null,
  at         timestamptz not null,
  primary key (run_id, number)
);
