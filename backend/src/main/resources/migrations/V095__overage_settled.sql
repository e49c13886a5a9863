-- When, a subscription of the account being over, the line was found on a final invoice.
alter table overage_booking add column settled_at timestamptz;
