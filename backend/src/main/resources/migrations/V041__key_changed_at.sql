-- When a key's version last grew, by PostgreSQL's clock: nodes that have lost Redis hear of revocations from here.
alter table api_key add column changed_at timestamptz;

create function key_changed() returns trigger language plpgsql as $$
begin
  new.changed_at = clock_timestamp();
  return new;
end
$$;

create trigger key_changed before update on api_key for each row
  when (old.version is distinct from new.version) execute function key_changed();

create index api_key_changed_at on api_key (changed_at) where changed_at is not null;
