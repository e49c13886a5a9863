-- What a change of plan would cost, as it was shown to the customer; the change is made with these figures.
create table plan_preview (
  id              uuid primary key,
  account_id      uuid not null references account (id) on delete cascade,
  subscription_id text not null,
  from_price      text not null,
  from_start      timestamptz not null,
  plan            text not null,
  interval        text not null,
  price_id        text not null,
  kind            text not null,
  calls_used      bigint not null,
  takes_effect_at timestamptz not null,
  currency        text not null,
  price           bigint not null,
  credit          bigint not null,
  balance         bigint not null,
  due             bigint not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz
);

create index plan_preview_age on plan_preview (created_at);

-- A change that waits for its payment (Stripe's pending_update) or for the period's end (Stripe's schedule).
alter table subscription add column pending_plan text;
alter table subscription add column pending_interval text;
alter table subscription add column pending_at timestamptz;        -- when it takes effect; null: once it is paid
alter table subscription add column pending_expires_at timestamptz; -- until when it can be paid

-- Stripe shows a line before its discounts.
alter table invoice_line add column discount bigint not null default 0;
