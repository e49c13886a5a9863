-- Makes a period be counted anew, because a call that ended or made holds of this node was not answered.
-- KEYS: 1 quota of the period. ARGV: 1 node. May be repeated. Returns 1 when there was something to doubt.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local held = redis.call('HGET', KEYS[1], 'h:' .. ARGV[1])
if held then redis.call('HINCRBY', KEYS[1], 'held', -held) end
redis.call('HDEL', KEYS[1], 'm:' .. ARGV[1], 'h:' .. ARGV[1], 'u:' .. ARGV[1])
redis.call('HDEL', KEYS[1], 'used')
return 1
