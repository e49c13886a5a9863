// generate.mjs OUTPUT: writes one JSON file {apiVersion, objects, params, $defs} for the types that roots.json names.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ApiVersion } from "./node_modules/stripe/esm/apiVersion.js";
import { typeNamed } from "./declarations.mjs";
import { definitions, schemaOf } from "./schema.mjs";

const output = process.argv[2];
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const roots = read("roots.json");

// An object is looked up by its `object` value; what is left of a deleted one under "deleted-" and that value.
function keyOf(name) {
  const schema = schemaOf(typeNamed(name));
  const { properties, required } = definitions[schema.$ref.replace("#/$defs/", "")];
  const deleted = required.includes("deleted") ? "deleted-" : "";
  return [deleted + properties.object.const, schema];
}

const document = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://schemas.invalid/stripe",
  apiVersion: ApiVersion,
  objects: Object.fromEntries(roots.objects.map(keyOf)),
  params: {
    ...Object.fromEntries(roots.params.map((name) => [name, schemaOf(typeNamed(name))])),
    ...read("undocumented.json"), // what Stripe's own tools send and its types leave out
  },
  $defs: definitions,
};
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, JSON.stringify(document));
