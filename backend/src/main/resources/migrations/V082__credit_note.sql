-- Credit notes, as Stripe has them: the papers of what went back of an invoice.
create table credit_note (
  id         text primary key,                   -- cn_…
  account_id uuid not null references account (id) on delete restrict,
  invoice_id text not null,                      -- in_…
  number     text not null,
  payback_id text,                               -- the order of ours that it belongs to; null: made elsewhere
  amount     bigint not null,
  currency   text not null,
  status     text not null check (status in ('issued', 'void')),
  created_at timestamptz not null,
  read_at    timestamptz not null
);

create index credit_note_of_account on credit_note (account_id);
create index credit_note_of_invoice on credit_note (invoice_id);

alter table payback
  add column credit_note_id text,
  add column uncredited     text;                -- why Stripe makes no credit note for it, although the money went back
