import catalog from "../../../../backend/src/main/resources/catalog.yaml";

interface Rate {
  capacity: number;
  per_minute: number;
}

export interface CatalogFile {
  currency: string;
  dunning: { attempts_on_days: number[]; grace_days: number };
  pack: { calls: number; price: number; months: number };
  plans: CatalogPlan[];
  test_keys: { calls_until_proven: number; calls_per_day: number; rate: Rate };
  products: { id: string; name: string; operations: { id: string; calls: number; per: number; unit: string }[] }[];
}

export interface CatalogPlan {
  id: string;
  name: string;
  description: string;
  prices?: { month: number; year: number };
  calls_per_month?: number;
  rate?: Rate;
  contract?: boolean;
  starts_at?: number;
}

/** What the server sells, read at build time; at its start the server fills the same cells with what it sells then. */
export const { currency, dunning, pack, plans, test_keys: testKeys, products } = catalog;

export function planOf(id: string): CatalogPlan {
  const plan = plans.find((candidate) => candidate.id === id);
  if (plan === undefined) {
    throw new Error(`catalog.yaml has no plan ${id}`);
  }
  return plan;
}

/** How many cases of the memory tool one call pays for. */
export const casesPerCall =
  products.flatMap(({ operations }) => operations).find(({ id }) => id === "memory.score")?.per ?? 1;
