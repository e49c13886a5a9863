-- What a member sets on a key to keep the damage small, whether it is frozen, and why it ended.
alter table api_key
  add column ip_allow_list text[] not null default '{}' check (cardinality(ip_allow_list) <= 50),
  add column monthly_cap int check (monthly_cap >= 1),            -- calls per quota period of the account
  add column freeze_on_abnormal_use boolean not null default true,
  add column frozen_at timestamptz,
  add column frozen_by text check (frozen_by in ('member', 'abnormal_use')),
  add column ended_by text check (ended_by in ('member', 'report', 'password_reset'));

update api_key set ended_by = 'member' where revoked_at is not null;

alter table api_key
  add constraint frozen_by_somebody check ((frozen_at is null) = (frozen_by is null)),
  add constraint ended_by_somebody check ((revoked_at is null) = (ended_by is null));
