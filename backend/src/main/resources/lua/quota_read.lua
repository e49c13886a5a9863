-- Reads the calls used of a period, or makes them be counted anew.
-- KEYS: 1 quota of the period. ARGV: 1 '1' to have it counted anew. Returns the calls used, '' when they are not known.
local used = redis.call('HGET', KEYS[1], 'used') or ''
if ARGV[1] == '1' and used ~= '' then redis.call('HDEL', KEYS[1], 'used') end
return used
