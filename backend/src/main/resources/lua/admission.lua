-- Decides requests (needs token_bucket.lua before it): is the key as the caller knows it, have its buckets their tokens, has
-- the period the calls, has the key. Takes any number of requests in one call; in a cluster all of one account.
-- KEYS, per request: version of the API key, quota of the period, its buckets, and, where look-alikes are told, its look-alike.
-- ARGV: now (ms), node, incarnation of the node, ms that a hold stays without a sign of its node, ms to tell look-alikes, then
--   per request as doubles: key version the caller knows (0: no key), calls to hold, quota, cap of the key alone or -1, whether
--   look-alikes are told (1 or 0), number of buckets, and per bucket capacity, tokens per minute, tokens to take;
--   with a cap the key's id; where look-alikes are told the request's id.
-- Returns per request one string: five doubles, which are decision, calls used, calls held, calls used and held by the key,
--   number of the refusing bucket or 0; two words that end in a zero byte, hold and look-alike; then, where a decision was
--   made, per bucket two doubles, whole tokens left and ms until one more.
-- Decisions: 0 admitted, 1 the key's version is not known here, 2 the caller's key is outdated, 3 no token,
--   4 the quota's state must be loaded (hold is then its generation, '' for none), 5 the quota is used up, 6 the key's cap is.
-- All or nothing over buckets, quota and cap, but that a request refused for quota or cap has taken its tokens: the bucket
-- counts every request.
-- A hold is a count per node ('h:'), marked by the state's generation and the node's incarnation ('m:') and dated ('u:').
-- A state that is to be counted anew has no 'used'. A mark of an earlier incarnation, or a date of another node that has
-- passed, means that nobody knows what became of the calls: load again. Of a key with a cap, 'k:' are the calls used and 'j:'
-- those held.
local now, node, incarnation = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local stays, alike_for = tonumber(ARGV[4]), ARGV[5]
local mark_of, date_of, held_of = 'm:' .. node, 'u:' .. node, 'h:' .. node
local next_key, next_arg = 1, 6
local UNKNOWN = struct.pack('<dddddss', 1, 0, 0, 0, 0, '', '')
local OUTDATED = struct.pack('<dddddss', 2, 0, 0, 0, 0, '', '')

local function take_key()
  next_key = next_key + 1
  return KEYS[next_key - 1]
end

local function take_arg()
  next_arg = next_arg + 1
  return ARGV[next_arg - 1]
end

-- Whether another node, which gave no sign for too long, holds something.
local function doubtful(state_key)
  local fields = redis.call('HGETALL', state_key)
  for at = 1, #fields, 2 do
    local name, other = string.sub(fields[at], 1, 2), string.sub(fields[at], 3)
    if name == 'u:' and other ~= node and tonumber(fields[at + 1]) < now then
      local held = redis.call('HGET', state_key, 'h:' .. other)
      if held and held ~= '0' then return true end
    end
  end
  return false
end

local function load_again(state_key)
  redis.call('HDEL', state_key, 'used')
  return struct.pack('<dddddss', 4, 0, 0, 0, 0, redis.call('HGET', state_key, 'gen') or '', '')
end

-- Remembers the request for a while; returns the one that it looks like.
local function look_alike(key, request)
  local earlier = redis.call('GET', key)
  if earlier then return earlier end
  redis.call('SET', key, request, 'PX', alike_for)
  return ''
end

local function packed(decision, used, held, alone, by, mark, alike, opened)
  local answer = struct.pack('<dddddss', decision, used, held, alone, by, mark, alike)
  for at = 1, #opened do
    local bucket = opened[at]
    local left = bucket_tokens(bucket)
    local wanted = decision == 3 and math.max(bucket.tokens, 1) or left + 1
    answer = answer .. struct.pack('<dd', left, bucket_wait(bucket, math.min(wanted, bucket.capacity)))
  end
  return answer
end

-- Tokens that the buckets before the refusing one gave are theirs again.
local function give_back(opened, by)
  for at = 1, by - 1 do
    local bucket = opened[at]
    bucket.level = bucket.level + bucket.tokens * bucket.per
  end
end

local function decide()
  local version_key, state_key, numbers = take_key(), take_key(), take_arg()
  local version, calls, quota, cap, alike, buckets, at = struct.unpack('<dddddd', numbers)
  local opened, by = {}, 0
  for number = 1, buckets do
    local capacity, rate, tokens
    capacity, rate, tokens, at = struct.unpack('<ddd', numbers, at)
    local bucket = bucket_open(take_key(), now, capacity, rate, 60000)
    bucket.capacity, bucket.tokens = capacity, tokens
    if by == 0 and not bucket_take(bucket, tokens) then by = number end
    opened[number] = bucket
  end
  local capped = cap >= 0 and take_arg()
  local alike_key, request
  if alike == 1 then alike_key, request = take_key(), take_arg() end

  if version ~= 0 then
    local known = redis.call('GET', version_key)
    if not known then return UNKNOWN end
    if tonumber(known) ~= version then return OUTDATED end
  end

  local state = redis.call('HMGET', state_key, 'used', 'held', mark_of, date_of, held_of)
  local mark = state[3]
  if not state[1] or (mark and string.sub(mark, 1, #incarnation) ~= incarnation) then return load_again(state_key) end
  local alone = 0
  if capped then
    local own = redis.call('HMGET', state_key, 'caps', 'k:' .. capped, 'j:' .. capped)
    if not own[1] then return load_again(state_key) end
    alone = tonumber(own[2] or '0') + tonumber(own[3] or '0')
  end
  local used, held = tonumber(state[1]), tonumber(state[2])
  if by > 0 then
    give_back(opened, by)
    return packed(3, used, held, alone, by, '', '', opened)
  end
  for number = 1, buckets do
    if opened[number].tokens > 0 then bucket_save(opened[number]) end
  end
  if calls == 0 then return packed(0, used, held, alone, 0, '', '', opened) end

  local too_much = used + held + calls > quota and 5 or capped and alone + calls > cap and 6 or 0
  -- Now and then, and before anything is refused: holds of a node that died.
  local date = tonumber(state[4] or '0')
  local renew = date < now + stays / 2
  if (too_much > 0 or renew) and held > 0 and doubtful(state_key) then return load_again(state_key) end
  if too_much > 0 then return packed(too_much, used, held, alone, 0, '', '', opened) end
  held = held + calls
  local own = tonumber(state[5] or '0') + calls
  if mark and not renew then
    redis.call('HSET', state_key, 'held', held, held_of, own)
  else
    mark = mark or incarnation .. ':' .. redis.call('HGET', state_key, 'gen')
    redis.call('HSET', state_key, 'held', held, held_of, own, mark_of, mark, date_of, now + stays)
  end
  if capped then
    alone = alone + calls
    redis.call('HINCRBY', state_key, 'j:' .. capped, calls)
  end
  return packed(0, used, held, alone, 0, mark, alike_key and look_alike(alike_key, request) or '', opened)
end

local answers = {}
while next_arg <= #ARGV do answers[#answers + 1] = decide() end
return answers
