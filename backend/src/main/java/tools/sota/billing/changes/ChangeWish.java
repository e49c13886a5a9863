package tools.sota.billing.changes;

import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.catalog.Price;

/// The plan and interval that a customer wants.
record ChangeWish(Plan plan, Interval interval, Price price) {}
