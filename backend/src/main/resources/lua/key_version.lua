-- Remembers that key KEYS[1] has reached version ARGV[1]; an older version never overwrites a newer one.
-- ARGV: version, seconds to keep. Returns the version that stands.
local known = tonumber(redis.call('GET', KEYS[1]) or '0')
local version = math.max(known, tonumber(ARGV[1]))
redis.call('SET', KEYS[1], string.format('%d', version), 'EX', ARGV[2])
return version
