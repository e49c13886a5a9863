-- Ends the hold of a request: charged (by the PostgreSQL transaction ARGV[2]) or released.
-- KEYS: 1 quota of the period, 2 holds of the period, 3 charges that came while the state was missing or dirty.
-- ARGV: 1 the hold's name, 2 transaction id, '' when released, 3 calls.
-- A charge that the loaded state already saw is not added again. Returns 1 when calls were added.
local calls = tonumber(ARGV[3])
local state = redis.call('HMGET', KEYS[1], 'used', 'xmin', 'xmax', 'xip', 'dirty')
local removed = redis.call('ZREM', KEYS[2], ARGV[1])
if removed == 1 and state[1] then
  redis.call('HINCRBY', KEYS[1], 'held', -calls)
end
if ARGV[2] == '' then
  return 0
end
if not state[1] or state[5] then
  redis.call('RPUSH', KEYS[3], ARGV[2] .. ':' .. ARGV[3])
  redis.call('EXPIRE', KEYS[3], 300)
end
if not state[1] then
  return 0
end
local xid = tonumber(ARGV[2])
local seen = xid < tonumber(state[2])
  or (xid < tonumber(state[3]) and not string.find(',' .. state[4] .. ',', ',' .. ARGV[2] .. ',', 1, true))
if seen then
  return 0
end
redis.call('HINCRBY', KEYS[1], 'used', calls)
return 1
