-- Decides one request (needs token_bucket.lua before it): is the key as the caller knows it, has its bucket a token, has the period the calls.
-- KEYS: 1 version of the API key, 2 bucket, 3 quota of the period, 4 holds of the period.
-- ARGV: 1 now (ms), 2 key version the caller knows (0: no key), 3 bucket capacity, 4 tokens per minute,
--       5 calls to hold, 6 quota, 7 request id, 8 node, 9 incarnation of the node, 10 hold ends (ms), 11 ms to keep the holds.
-- Returns {decision, whole tokens left, ms until one token, calls used, calls held, generation}.
-- Decisions: 0 admitted, 1 the key's version is not known here, 2 the caller's key is outdated, 3 no token,
--            4 the quota's state must be loaded, 5 the quota is used up.
-- All or nothing, but that a request refused for its quota has taken its token: the bucket counts every request.
local now = tonumber(ARGV[1])
local calls, quota = tonumber(ARGV[5]), tonumber(ARGV[6])

if ARGV[2] ~= '0' then
  local version = redis.call('GET', KEYS[1])
  if not version then return {1, 0, 0, 0, 0, ''} end
  if version ~= ARGV[2] then return {2, 0, 0, 0, 0, ''} end
end

local state = redis.call('HMGET', KEYS[3], 'used', 'held', 'gen', 'dirty', 'node:' .. ARGV[8])
if not state[1] then return {4, 0, 0, 0, 0, ''} end
local used, held, gen = tonumber(state[1]), tonumber(state[2]), state[3]
-- A hold that outlived its end, or one of this node's earlier life, may or may not have been charged: count again.
local stale = held > 0 and #redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', now, 'LIMIT', 0, 1) > 0
if state[4] or stale or (state[5] and state[5] ~= ARGV[9]) then
  redis.call('HSET', KEYS[3], 'dirty', '1')
  return {4, 0, 0, 0, 0, gen}
end

local bucket = bucket_open(KEYS[2], now, tonumber(ARGV[3]), tonumber(ARGV[4]), 60000)
if not bucket_take(bucket, 1) then
  return {3, 0, bucket_wait(bucket, 1), used, held, gen}
end
bucket_save(bucket)
local left = bucket_tokens(bucket)
local wait = bucket_wait(bucket, math.min(left + 1, tonumber(ARGV[3])))

if calls > 0 then
  if used + held + calls > quota then
    return {5, left, wait, used, held, gen}
  end
  redis.call('ZADD', KEYS[4], ARGV[10], ARGV[7] .. ':' .. ARGV[8] .. ':' .. ARGV[9] .. ':' .. ARGV[5])
  redis.call('HSET', KEYS[3], 'held', held + calls, 'node:' .. ARGV[8], ARGV[9])
  redis.call('PEXPIRE', KEYS[4], ARGV[11])
  held = held + calls
end
return {0, left, wait, used, held, gen}
