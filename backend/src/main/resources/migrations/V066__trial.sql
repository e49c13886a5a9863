-- A checkout may begin with a trial; who asked for it is judged when Stripe says whose card it was.
alter table checkout
  add column trial            text,              -- now, later: when the card is asked for; null: no trial
  add column trial_owner      text,              -- HMAC of the owner's proven address
  add column trial_judged_at  timestamptz,
  add column trial_refused_at timestamptz;       -- somebody who had one before: ended at once, nothing charged

-- Who has had a trial. It outlives the account on purpose, and knows nobody by name.
create table trial_use (
  kind            text not null,                 -- account, card, owner
  digest          text not null,                 -- HMAC
  account_id      uuid not null,
  subscription_id text not null,
  used_at         timestamptz not null,
  primary key (kind, digest)
);
