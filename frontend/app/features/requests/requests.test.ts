import { expect, test } from "vitest";
import { filterOf, requestIdIn, ruleChoices, ruleName } from "./filter";
import { endings } from "./requests-api";

const id = "req_01jd8z4m6t3v5w7x9y2a4c6e8g";
const start = "2026-11-22T00:00:00.000Z";

test("an id is found in whatever was pasted around it", () => {
  expect(requestIdIn(id)).toBe(id);
  expect(requestIdIn(`  Request-Id: ${id.toUpperCase()}\r\n`)).toBe(id);
  expect(requestIdIn(`{"request_id":"${id}"}`)).toBe(id);
});

test("what is no id is not sent to the server", () => {
  for (const text of ["", "req_", id.slice(0, -1), `${id}9`, id.replace("g", "u"), "key_01jd8z4m6t3v5w7x9y2a4c6e8g"]) {
    expect(requestIdIn(text)).toBeNull();
  }
});

test("calls and requests of both environments add up by how they ended", () => {
  const live = [
    { start, calls: 40, group: "2xx" },
    { start, calls: 0, group: "429", requests: 3 },
  ];
  const test = [
    { start, calls: 2, group: "2xx" },
    { start: "2026-11-23T00:00:00.000Z", calls: 5, group: "2xx" },
    { start, calls: 0, group: "402", requests: 1 },
  ];

  expect(endings(live, test)).toEqual([
    { status: "2xx", live: 40, test: 7 },
    { status: "402", live: 0, test: 1 },
    { status: "429", live: 3, test: 0 },
  ]);
});

test("an empty filter asks for nothing, and an unknown rule keeps its name", () => {
  expect(filterOf(new URLSearchParams("rule=&cursor=abc"))).toEqual({});
  expect(filterOf(new URLSearchParams("rule=ip&key=key_1"))).toEqual({ rule: "ip", key: "key_1" });
  expect(ruleName("ip")).toBe("Address list");
  expect(ruleName("key_rate")).toBe("Rate of the key");
  expect(ruleName("left")).toBe("Caller left");
  expect(ruleName("burst")).toBe("Limit “burst”");
  expect(ruleChoices("burst")).toHaveLength(ruleChoices("ip").length + 1);
});
