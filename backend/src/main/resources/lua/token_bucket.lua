-- Token bucket with fractions: a hash of `tokens` (float) and `at` (ms). A bucket that was never seen is full.
-- `at` never moves back, so a clock that does neither adds nor takes tokens.
local function bucket_level(key, capacity, per_ms, now)
  local state = redis.call('HMGET', key, 'tokens', 'at')
  if not state[1] then
    return capacity, now
  end
  local at = tonumber(state[2])
  local elapsed = math.max(0, now - at)
  return math.min(capacity, tonumber(state[1]) + elapsed * per_ms), math.max(now, at)
end

-- Kept until it would be full again, and a little longer: a forgotten bucket is a full one.
local function bucket_store(key, capacity, per_ms, tokens, at)
  redis.call('HSET', key, 'tokens', string.format('%.17g', tokens), 'at', string.format('%d', at))
  redis.call('PEXPIRE', key, math.ceil(capacity / per_ms) + 60000)
end

-- Whole milliseconds until `cost` tokens are there; 0 when they are.
local function bucket_wait(tokens, per_ms, cost)
  return math.max(0, math.ceil((cost - tokens) / per_ms))
end
