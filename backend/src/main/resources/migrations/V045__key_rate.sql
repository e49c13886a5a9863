-- A bucket of one key beside its plan's: up to `burst` requests at once, then `rate_per_minute`.
alter table api_key
  add column rate_per_minute int check (rate_per_minute between 1 and 1000000),
  add column burst int check (burst between 1 and 1000000),
  add constraint rate_with_burst check ((rate_per_minute is null) = (burst is null));
