-- Ends holds of one period: charged (by the PostgreSQL transaction ARGV[1]) or released.
-- KEYS: 1 quota of the period, 2 charges that came while the calls used were not known.
-- ARGV: 1 transaction id, '' when released, 2 node, then any number of: the hold's mark, calls that it held,
--       calls that are charged, id of a key with a cap of its own or ''.
-- A hold whose mark is not the state's any more is gone already. A charge that the loaded state saw is not added again.
-- Returns the calls that were added.
local xid, node = ARGV[1], ARGV[2]
local state = redis.call('HMGET', KEYS[1], 'used', 'xmin', 'xmax', 'xip', 'm:' .. node)
local seen = false
if state[1] and xid ~= '' then
  local id = tonumber(xid)
  seen = id < tonumber(state[2])
    or (id < tonumber(state[3]) and not string.find(',' .. state[4] .. ',', ',' .. xid .. ',', 1, true))
end
local added, ended = 0, 0
for at = 3, #ARGV, 4 do
  local held, charged, capped = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3]
  local gone = ARGV[at] ~= state[5]
  if not gone then ended = ended + held end
  if charged > 0 and not state[1] then
    redis.call('RPUSH', KEYS[2], xid .. ':' .. ARGV[at + 2] .. ':' .. capped)
    redis.call('EXPIRE', KEYS[2], 600)
  end
  if state[1] then
    local adds = seen and 0 or charged
    added = added + adds
    if capped ~= '' then
      redis.call('HINCRBY', KEYS[1], 'k:' .. capped, adds)
      local own = tonumber(redis.call('HGET', KEYS[1], 'j:' .. capped) or '0')
      redis.call('HSET', KEYS[1], 'j:' .. capped, math.max(0, own - (gone and 0 or held)))
    end
  end
end
if ended ~= 0 then
  redis.call('HINCRBY', KEYS[1], 'held', -ended)
  redis.call('HINCRBY', KEYS[1], 'h:' .. node, -ended)
end
if added ~= 0 then redis.call('HINCRBY', KEYS[1], 'used', added) end
return added
