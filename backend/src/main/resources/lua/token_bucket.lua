-- A token bucket at a key. It holds up to `capacity` tokens and gains `refill` of them every `per` milliseconds, evenly.
-- This file only defines functions; join it before the script that calls them: Script.of("token_bucket", "…").
--
--   bucket_open(key, now, capacity, refill, per)  the bucket as it stands at `now` (ms); nothing is written
--   bucket_take(bucket, cost)                     takes `cost` (at most capacity) or nothing; true when taken
--   bucket_tokens(bucket)                         whole tokens in it
--   bucket_wait(bucket, tokens)                   ms from `now` until it holds that many, if nobody else takes any
--   bucket_save(bucket)                           writes it, always with a TTL
--
-- Fractions are kept, exactly: the level counts parts of 1/per token, so all arithmetic is on whole numbers (capacity * per
-- must stay below 2^53). A missing bucket is full. Time is the caller's; the stored time never moves back, so a late caller
-- gains nothing and takes nothing away. The TTL reaches a minute past the moment of fullness: it collects garbage and decides
-- nothing. Stored as three doubles, level, at and per; when `per` has changed since, the level is converted.
local BUCKET_SLACK = 60000

local function bucket_ms(parts, refill)
  local rest = parts % refill
  return (parts - rest) / refill + (rest > 0 and 1 or 0)
end

local function bucket_open(key, now, capacity, refill, per)
  local bucket = { key = key, now = now, at = now, full = capacity * per, level = capacity * per, refill = refill, per = per }
  local stored = redis.call('GET', key)
  if stored then
    local level, at, stored_per = struct.unpack('<ddd', stored)
    if stored_per ~= per then
      level = math.floor(level / stored_per * per)
    end
    bucket.at = math.max(at, now)
    bucket.level = math.min(bucket.full, level + (bucket.at - at) * refill)
  end
  return bucket
end

local function bucket_take(bucket, cost)
  local parts = cost * bucket.per
  if bucket.level < parts then
    return false
  end
  bucket.level = bucket.level - parts
  return true
end

local function bucket_tokens(bucket)
  return (bucket.level - bucket.level % bucket.per) / bucket.per
end

local function bucket_wait(bucket, tokens)
  local missing = tokens * bucket.per - bucket.level
  if missing <= 0 then
    return 0
  end
  return bucket_ms(missing, bucket.refill) + bucket.at - bucket.now
end

local function bucket_save(bucket)
  local ttl = bucket_ms(bucket.full - bucket.level, bucket.refill) + bucket.at - bucket.now + BUCKET_SLACK
  redis.call('SET', bucket.key, struct.pack('<ddd', bucket.level, bucket.at, bucket.per), 'PX', string.format('%.0f', ttl))
end
