export interface Filter {
  rule?: string;
  key?: string;
}

const rules = {
  minute: "Rate limit",
  period: "Calls used up",
  key_cap: "Cap of the key",
  key_rate: "Rate of the key",
  scope: "Scope",
  ip: "Address list",
  frozen: "Frozen key",
  invalid: "Not valid",
  upstream: "Service behind us",
  failed: "Our fault",
  left: "Caller left",
};

const named = Object.entries(rules);

/** What to choose from; a rule that came with the address is among them, whatever it is. */
export function ruleChoices(chosen: string | undefined): [rule: string, name: string][] {
  return chosen === undefined || chosen in rules ? named : [...named, [chosen, ruleName(chosen)]];
}

/** The rule in words for a person; a limit of the catalog that has no words here keeps its name. */
export function ruleName(rule: string): string {
  return new Map(named).get(rule) ?? `Limit “${rule}”`;
}

/** What stands in the address, so that a filtered list can be sent to a colleague. */
export function filterOf(search: URLSearchParams): Filter {
  const rule = search.get("rule");
  const key = search.get("key");
  return { ...(rule ? { rule } : {}), ...(key ? { key } : {}) };
}

/** The id in what was pasted, be it a whole header or a line of a log. */
export function requestIdIn(text: string): string | null {
  return /req_[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])/.exec(text.toLowerCase())?.[0] ?? null;
}
