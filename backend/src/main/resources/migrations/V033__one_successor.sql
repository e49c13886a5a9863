-- A key is rotated once: of several rotations at one moment the first sets this, and the others find it set.
alter table api_key add column rotated_at timestamptz;
