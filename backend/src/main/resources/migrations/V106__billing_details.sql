-- Whom invoices are made out to, as the account wants it; Stripe's customer is made to say the same.
create table billing_details (
  account_id      uuid primary key references account (id) on delete cascade,
  name            text,
  email           text,            -- where receipts go; null: to the owner
  line1           text,
  line2           text,
  city            text,
  state           text,
  postal_code     text,
  country         text,            -- ISO 3166-1, two letters
  tax_id_type     text,            -- as Stripe names it: eu_vat, gb_vat, …
  tax_id          text,
  po_number       text,
  memo            text,
  changed_at      timestamptz not null,
  told_at         timestamptz,     -- when Stripe took it; null: it waits
  attempts        int not null default 1,
  next_attempt_at timestamptz not null,
  refusal         text             -- what Stripe said of words that had waited
);

create index billing_details_waiting on billing_details (next_attempt_at) where told_at is null and refusal is null;
