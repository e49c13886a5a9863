-- Sets the calls used of a period to what PostgreSQL counted in one snapshot, if nobody else did so meanwhile.
-- KEYS: 1 quota of the period, 2 holds of the period, 3 charges that came while the state was missing or dirty.
-- ARGV: 1 generation the caller saw ('' for none), 2 new generation, 3 calls counted, 4 xmin, 5 xmax, 6 xip,
--       7 now (ms), 8 node, 9 incarnation, 10 ms to keep the state.
-- Holds that ended, or are of this node's earlier life, are dropped: the count already has what they charged.
-- Returns 1 when it was loaded.
local gen = redis.call('HGET', KEYS[1], 'gen') or ''
if gen ~= ARGV[1] then
  return 0
end
local used, held = tonumber(ARGV[3]), 0
local xmin, xmax, xip = tonumber(ARGV[4]), tonumber(ARGV[5]), ',' .. ARGV[6] .. ','
for _, late in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
  local id, calls = string.match(late, '^(%d+):(%d+)$')
  local xid = tonumber(id)
  local seen = xid < xmin or (xid < xmax and not string.find(xip, ',' .. id .. ',', 1, true))
  if not seen then used = used + tonumber(calls) end
end
for at, hold in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')) do
  if at % 2 == 1 then
    local node, incarnation, calls = string.match(hold, '^[^:]+:([^:]+):([^:]+):(%d+)$')
    local ends = tonumber(redis.call('ZSCORE', KEYS[2], hold))
    if ends <= tonumber(ARGV[7]) or (node == ARGV[8] and incarnation ~= ARGV[9]) then
      redis.call('ZREM', KEYS[2], hold)
    else
      held = held + tonumber(calls)
    end
  end
end
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('HSET', KEYS[1], 'used', used, 'held', held, 'gen', ARGV[2],
  'xmin', ARGV[4], 'xmax', ARGV[5], 'xip', ARGV[6], 'node:' .. ARGV[8], ARGV[9])
redis.call('PEXPIRE', KEYS[1], ARGV[10])
return 1
