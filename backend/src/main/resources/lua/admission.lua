-- Decides requests (needs token_bucket.lua before it): is the key as the caller knows it, have its buckets their tokens, has
-- the period the calls, has the key. Takes any number of requests in one call; in a cluster all of one account.
-- KEYS, per request: version of the API key, quota of the period, look-alike of the request, then its buckets.
-- ARGV: now (ms), node, incarnation of the node, ms that a hold stays without a sign of its node, ms to tell look-alikes, then
--   per request: key version the caller knows ('0': no key), calls to hold, quota, id of a key with a cap of its own or '',
--   that cap, request id where look-alikes are told or '', number of buckets; per bucket capacity, tokens per minute, tokens to take.
-- Returns per request {decision, calls used, calls held, hold, calls used and held by the key, look-alike or '',
--   number of the refusing bucket or 0, then per bucket whole tokens left, ms until one more}.
-- Decisions: 0 admitted, 1 the key's version is not known here, 2 the caller's key is outdated, 3 no token,
--   4 the quota's state must be loaded (hold is then its generation, '' for none), 5 the quota is used up, 6 the key's cap is.
-- All or nothing over buckets, quota and cap, but that a request refused for quota or cap has taken its tokens: the bucket
-- counts every request.
-- A hold is a count per node ('h:'), marked by the state's generation and the node's incarnation ('m:') and dated ('u:').
-- A mark of an earlier incarnation, or a date of another node that has passed, means that nobody knows what became of the
-- calls: load again. Of a key with a cap, 'k:' are the calls used and 'j:' those held.
local now, node, incarnation = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local stays, alike_for = tonumber(ARGV[4]), ARGV[5]
local next_key, next_arg = 1, 6

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

local function load_again(state_key, gen)
  redis.call('HSET', state_key, 'dirty', '1')
  return { 4, 0, 0, gen, 0, '', 0 }
end

-- Remembers the request for a while; returns the one that it looks like.
local function look_alike(key, request)
  if request == '' then return '' end
  local earlier = redis.call('GET', key)
  if earlier then return earlier end
  redis.call('SET', key, request, 'PX', alike_for)
  return ''
end

local function decide()
  local version_key, state_key, alike_key = KEYS[next_key], KEYS[next_key + 1], KEYS[next_key + 2]
  local version, calls, quota = ARGV[next_arg], tonumber(ARGV[next_arg + 1]), tonumber(ARGV[next_arg + 2])
  local capped, cap, request = ARGV[next_arg + 3], tonumber(ARGV[next_arg + 4]), ARGV[next_arg + 5]
  local buckets = tonumber(ARGV[next_arg + 6])
  local first_key, first_arg = next_key + 3, next_arg + 7
  next_key, next_arg = first_key + buckets, first_arg + 3 * buckets

  if version ~= '0' then
    local known = redis.call('GET', version_key)
    if not known then return { 1, 0, 0, '', 0, '', 0 } end
    if known ~= version then return { 2, 0, 0, '', 0, '', 0 } end
  end

  local state = redis.call('HMGET', state_key, 'used', 'held', 'gen', 'dirty', 'm:' .. node, 'u:' .. node, 'h:' .. node,
    'caps', 'k:' .. capped, 'j:' .. capped)
  if not state[1] then return { 4, 0, 0, '', 0, '', 0 } end
  local used, held, gen, mark = tonumber(state[1]), tonumber(state[2]), state[3], state[5]
  if state[4] or (mark and string.sub(mark, 1, #incarnation) ~= incarnation) or (capped ~= '' and not state[8]) then
    return load_again(state_key, gen)
  end

  local opened, refused = {}, 0
  for at = 1, buckets do
    local arg = first_arg + 3 * (at - 1)
    local bucket = bucket_open(KEYS[first_key + at - 1], now, tonumber(ARGV[arg]), tonumber(ARGV[arg + 1]), 60000)
    local tokens = tonumber(ARGV[arg + 2])
    if refused == 0 and not bucket_take(bucket, tokens) then refused = at end
    bucket.capacity, bucket.tokens = tonumber(ARGV[arg]), tokens
    opened[at] = bucket
  end
  if refused > 0 then
    local answer = { 3, used, held, '', 0, '', refused }
    for at = 1, buckets do
      local bucket = opened[at]
      if at < refused then bucket.level = bucket.level + bucket.tokens * bucket.per end
      answer[#answer + 1] = bucket_tokens(bucket)
      answer[#answer + 1] = bucket_wait(bucket, math.min(math.max(bucket.tokens, 1), bucket.capacity))
    end
    return answer
  end

  local answer = { 0, used, held, '', 0, '', 0 }
  for at = 1, buckets do
    local bucket = opened[at]
    if bucket.tokens > 0 then bucket_save(bucket) end
    local left = bucket_tokens(bucket)
    answer[#answer + 1] = left
    answer[#answer + 1] = bucket_wait(bucket, math.min(left + 1, bucket.capacity))
  end

  if calls > 0 then
    local alone = capped ~= '' and tonumber(state[9] or '0') + tonumber(state[10] or '0') or 0
    answer[5] = alone
    local too_much = used + held + calls > quota and 5 or capped ~= '' and alone + calls > cap and 6 or 0
    -- Now and then, and before anything is refused: holds of a node that died.
    local date = tonumber(state[6] or '0')
    if (too_much > 0 or date < now + stays / 2) and held > 0 and doubtful(state_key) then
      return load_again(state_key, gen)
    end
    if too_much > 0 then
      answer[1] = too_much
      return answer
    end
    held = held + calls
    if not mark then mark = incarnation .. ':' .. gen end
    local own = string.format('%.0f', tonumber(state[7] or '0') + calls)
    if date < now + stays / 2 then
      redis.call('HSET', state_key, 'held', held, 'h:' .. node, own, 'm:' .. node, mark, 'u:' .. node, now + stays)
    else
      redis.call('HSET', state_key, 'held', held, 'h:' .. node, own)
    end
    if capped ~= '' then
      answer[5] = alone + calls
      redis.call('HINCRBY', state_key, 'j:' .. capped, calls)
    end
    answer[3], answer[4] = held, mark
    answer[6] = look_alike(alike_key, request)
  end
  return answer
end

local answers = {}
while next_arg <= #ARGV do answers[#answers + 1] = decide() end
return answers
