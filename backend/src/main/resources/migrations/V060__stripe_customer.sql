-- Which customer of Stripe an account is. Made once; one that was deleted at Stripe stays, so that its late events are
-- still understood, and makes room for another.
create table stripe_customer (
  customer_id text primary key,                  -- cus_…
  account_id  uuid not null references account (id) on delete restrict,
  created_at  timestamptz not null,
  deleted_at  timestamptz,
  due_at      timestamptz                        -- read Stripe again by then, event or not: a grace ends, a sweep asks
);

create unique index one_stripe_customer_per_account on stripe_customer (account_id) where deleted_at is null;
create index stripe_customer_due on stripe_customer (due_at) where due_at is not null;
