-- Tax: which subscriptions Stripe adds it to, what it came to, and invoices that cannot be made final.
alter table subscription add column taxed boolean not null default false;
alter table invoice add column tax bigint not null default 0;  -- minor units
alter table invoice add column stuck text;                     -- why a draft cannot be made final, in Stripe's words
create index invoice_stuck on invoice (account_id) where stuck is not null;
