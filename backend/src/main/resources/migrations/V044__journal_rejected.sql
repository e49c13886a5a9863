-- Entries of a journal that the ledger cannot take: kept for people to look at, so that one bad entry stops no other.
create table journal_rejected (
  journal     uuid not null,
  position    bigint not null,
  entry       bytea not null,
  reason      text not null,
  rejected_at timestamptz not null default clock_timestamp(),
  primary key (journal, position)
);
