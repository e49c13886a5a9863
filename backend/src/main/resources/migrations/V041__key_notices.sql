-- Nodes hear on channel `key_version` when a key's version has grown, after commit: `id version`. Redis is told as well, and
-- admission compares there; this reaches nodes that have lost Redis.
create function key_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('key_version', new.id || ' ' || new.version);
  return null;
end
$$;

create trigger key_changed after update on api_key for each row
  when (old.version is distinct from new.version) execute function key_changed();
