-- Takes one token from the bucket KEYS[1], if it holds one. Needs token_bucket.lua before it.
-- ARGV: now (ms), capacity, refill, per (ms). Returns {taken (0|1), whole tokens left, ms until a token is there again}.
local bucket = bucket_open(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))
local taken = bucket_take(bucket, 1)
bucket_save(bucket)
return { taken and 1 or 0, bucket_tokens(bucket), bucket_wait(bucket, 1) }
