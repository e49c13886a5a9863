-- Nodes keep in memory what an account may do, and hear on channel `standing` when that has changed: its id, after commit.
create function standing_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('standing', old.account_id::text);
  else
    perform pg_notify('standing', new.account_id::text);
  end if;
  return null;
end
$$;

create function account_standing_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('standing', new.id::text);
  return null;
end
$$;

create function person_standing_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('standing', account_id::text) from membership where user_id = new.user_id;
  return null;
end
$$;

create trigger standing_changed after insert or update or delete on entitlement
  for each row execute function standing_changed();
create trigger standing_changed after insert or update or delete on limit_override
  for each row execute function standing_changed();
create trigger standing_changed after update on account for each row
  when (old.paid_at is distinct from new.paid_at) execute function account_standing_changed();
create trigger standing_changed after update on person for each row
  when (old.email_proven_at is distinct from new.email_proven_at) execute function person_standing_changed();
create trigger standing_changed after insert or delete on membership
  for each row execute function standing_changed();
