-- Everything Stripe told us, once each. An event means "this customer changed" and is done when Stripe was read since.
create table stripe_event (
  id              text primary key,              -- evt_…
  type            text not null,
  created_at      timestamptz not null,          -- at Stripe
  api_version     text,
  customer_id     text,                          -- null: concerns no customer
  payload         text not null,                 -- as signed; text because jsonb refuses \u0000
  received_at     timestamptz not null,
  processed_at    timestamptz,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null,
  last_error      text
);

create index stripe_event_waiting on stripe_event (next_attempt_at) where processed_at is null;
create index stripe_event_of_customer on stripe_event (customer_id) where processed_at is null;
create index stripe_event_received on stripe_event (received_at desc);

-- Up to when the list of events at Stripe has been compared with ours.
create table stripe_event_cursor (
  one        boolean primary key default true check (one),
  reached_at timestamptz not null
);
