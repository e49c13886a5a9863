-- Set in the transaction of an effect: from then on a repeat does not run again, even if the answer was never kept.
alter table idempotency_key add column effect_made boolean not null default false;
