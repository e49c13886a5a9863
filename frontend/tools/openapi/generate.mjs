// Writes app/lib/api.gen.ts: the contract as TypeScript types.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const contract = parse(
  readFileSync(new URL("../../../backend/src/main/resources/openapi.yaml", import.meta.url), "utf8"),
);

// The lists of the contract narrow `data` with `items` alone, since Page already says that it is an array. The
// generator types such a schema as `unknown` unless the word is repeated.
function sayArray(node) {
  if (node === null || typeof node !== "object") {
    return;
  }
  if ("items" in node && !("type" in node)) {
    node.type = "array";
  }
  Object.values(node).forEach(sayArray);
}
sayArray(contract);

const source = `// Generated from openapi.yaml.\n${astToString(await openapiTS(contract))}`;
const target = new URL("../../app/lib/api.gen.ts", import.meta.url);
let before = "";
try {
  before = readFileSync(target, "utf8");
} catch {
  // The first run has nothing to compare with.
}
if (before !== source) {
  writeFileSync(target, source);
}
