-- What a customer told us to do with the subscription. Written before Stripe hears of it, so that a crash or an outage
-- only delays it.
create table plan_command (
  id              uuid primary key,
  account_id      uuid not null references account (id) on delete cascade,
  kind            text not null,                 -- change, cancel, resume
  preview_id      uuid,                          -- of a change: the figures that it is made with
  plan            text,                          -- of a change, to be shown
  interval        text,
  subscription_id text,                          -- which was meant; null: we knew of none yet
  cancel_when     text,
  reason          text,
  comment         text,
  created_at      timestamptz not null,
  attempts        integer not null default 0,    -- that Stripe did not answer
  next_at         timestamptz not null,
  done_at         timestamptz,
  outcome         text,                          -- done, refused, replaced by a later one
  refusal         text
);

-- The last word of a customer counts: a later command takes the place of one that still waits.
create unique index one_waiting_plan_command on plan_command (account_id) where done_at is null;
create index plan_command_due on plan_command (next_at) where done_at is null;
create index plan_command_age on plan_command (created_at);
