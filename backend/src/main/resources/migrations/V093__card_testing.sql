-- Accounts at which card after card was refused, and until when they may not try another.
create table card_testing (
  account_id uuid primary key references account (id) on delete cascade,
  until      timestamptz not null,
  seen_at    timestamptz not null
);
