-- Sets the calls used of a period to what PostgreSQL counted in one snapshot, if nobody else did so meanwhile.
-- KEYS: 1 quota of the period, 2 charges that came while the calls used were not known.
-- ARGV: 1 generation the caller saw ('' for none), 2 new generation, 3 calls counted, 4 xmin, 5 xmax, 6 xip,
--       7 now (ms), 8 node, 9 incarnation, 10 ms to keep the state, 11 '1' when keys of the account have caps, then any number of: id of a key, calls it used.
-- Holds that ended, or are of this node's earlier life, are dropped: the count already has what they charged, or a charge
-- that comes later names a transaction that the snapshot did not see.
-- Returns 1 when it was loaded.
local gen = redis.call('HGET', KEYS[1], 'gen') or ''
if gen ~= ARGV[1] then
  return 0
end
local keep, held, dropped = {}, 0, false
local before = redis.call('HGETALL', KEYS[1])
local field = {}
for at = 1, #before, 2 do field[before[at]] = before[at + 1] end
for name, mark in pairs(field) do
  if string.sub(name, 1, 2) == 'm:' then
    local node = string.sub(name, 3)
    local date, count = field['u:' .. node] or '0', field['h:' .. node] or '0'
    local earlier = node == ARGV[8] and string.sub(mark, 1, #ARGV[9]) ~= ARGV[9]
    if not earlier and tonumber(date) >= tonumber(ARGV[7]) then
      held = held + tonumber(count)
      for _, word in ipairs({ name, mark, 'h:' .. node, count, 'u:' .. node, date }) do keep[#keep + 1] = word end
    else
      dropped = true
    end
  end
end
local used, caps = tonumber(ARGV[3]), {}
for at = 12, #ARGV, 2 do caps[ARGV[at]] = tonumber(ARGV[at + 1]) end
local xmin, xmax, xip = tonumber(ARGV[4]), tonumber(ARGV[5]), ',' .. ARGV[6] .. ','
for _, late in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  local id, calls, capped = string.match(late, '^(%d+):(%d+):(.*)$')
  local xid = tonumber(id)
  local seen = xid < xmin or (xid < xmax and not string.find(xip, ',' .. id .. ',', 1, true))
  if not seen then
    used = used + tonumber(calls)
    if capped ~= '' then caps[capped] = (caps[capped] or 0) + tonumber(calls) end
  end
end
-- What keys hold is not known per node: it is kept while no node's holds were dropped.
for name, count in pairs(field) do
  if string.sub(name, 1, 2) == 'j:' and not dropped then
    keep[#keep + 1] = name
    keep[#keep + 1] = count
  end
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 'used', used, 'held', held, 'gen', ARGV[2], 'xmin', ARGV[4], 'xmax', ARGV[5], 'xip', ARGV[6],
  unpack(keep))
if ARGV[11] == '1' then redis.call('HSET', KEYS[1], 'caps', '1') end
for id, calls in pairs(caps) do redis.call('HSET', KEYS[1], 'k:' .. id, calls) end
redis.call('PEXPIRE', KEYS[1], ARGV[10])
return 1
