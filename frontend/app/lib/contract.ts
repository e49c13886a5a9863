import type { components } from "./api.gen";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type ApiKey = Schemas["Key"];
export type Catalog = Schemas["Catalog"];
export type Environment = Schemas["Environment"];
export type Interval = Schemas["Interval"];
export type Invoice = Schemas["Invoice"];
export type IssuedKey = Schemas["IssuedKey"];
export type KeyChange = Schemas["KeyChange"];
export type Me = Schemas["Me"];
export type Money = Schemas["Money"];
export type Plan = Schemas["Plan"];
export type PlanPreview = Schemas["PlanPreview"];
export type Quota = Schemas["Quota"];
export type RequestDecision = Schemas["RequestDecision"];
export type Role = Schemas["Role"];
export type Scope = Schemas["Scope"];
export type PaymentMethod = Schemas["PaymentMethod"];
export type SpendCap = Schemas["SpendCap"];
export type BillingDetails = Schemas["BillingDetails"];
export type BillingDetailsInput = Schemas["BillingDetailsInput"];
export type Credits = Schemas["Credits"];
export type Subscription = Schemas["Subscription"];
export type Usage = Schemas["Usage"];
export type UsageRecord = Schemas["UsageRecord"];
