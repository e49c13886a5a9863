-- What each account pays with, as Stripe has it: shown, and watched for its expiry.
create table payment_method (
  id          text primary key,                  -- pm_…
  account_id  uuid not null references account (id) on delete cascade,
  type        text not null,                     -- card, link, …
  brand       text,                              -- these four: of cards alone
  last4       text,
  exp_month   integer,
  exp_year    integer,
  is_default  boolean not null,
  created_at  timestamptz not null
);

create index payment_method_of_account on payment_method (account_id);

-- Pages at Stripe on which a card is added.
create table payment_method_page (
  id          text primary key,                  -- cs_…
  account_id  uuid not null references account (id) on delete cascade,
  status      text not null,                     -- open, complete, expired: as Stripe has it
  created_at  timestamptz not null
);

create index payment_method_page_of_account on payment_method_page (account_id);

-- Each choice of a default, so that a repeat after a crash is known from a second change of mind.
create table payment_method_choice (
  account_id  uuid not null references account (id) on delete cascade,
  number      integer not null,
  method_id   text not null,
  chosen_at   timestamptz not null,
  primary key (account_id, number)
);
