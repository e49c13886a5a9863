-- The version of an API key that is known under KEYS[1]; nothing is written. Returns a string, or false when none is known.
return redis.call('GET', KEYS[1])
