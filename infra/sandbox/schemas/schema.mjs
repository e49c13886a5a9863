// One TypeScript type -> one JSON Schema. Named object types become entries of `definitions`, so recursion ends there.
// Two things are stricter than the declarations read: enums are closed (the "or any other string" arm that the package
// adds for editors is dropped), and objects take no property that is not declared.
import ts from "typescript";
import { checker } from "./declarations.mjs";

export const definitions = {};

const DECIMAL = { type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?$" };
const isDecimal = (type) => [type.aliasSymbol, type.symbol].some((symbol) => /^Decimal(Impl)?$/.test(symbol?.name ?? ""));
const isOpenEnumArm = (type) => type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
const isMethod = (type) => type.getCallSignatures().length > 0;
const isNothing = (type) => (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0;
const isOnlyNothing = (type) => (type.isUnion() ? type.types.every(isNothing) : isNothing(type));

export function schemaOf(type) {
  const flags = type.flags;
  if (isDecimal(type)) return DECIMAL;
  if (flags & ts.TypeFlags.Null) return { type: "null" };
  if (flags & ts.TypeFlags.Boolean) return { type: "boolean" };
  if (flags & ts.TypeFlags.BooleanLiteral) return { const: type.intrinsicName === "true" };
  if (flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return { const: type.value };
  if (flags & ts.TypeFlags.String || isOpenEnumArm(type)) return { type: "string" };
  if (flags & ts.TypeFlags.Number) return { type: "number" };
  if (type.isUnion()) return union(type.types);
  if (type.isIntersection()) return { allOf: type.types.map(schemaOf) };
  if (checker.isArrayType(type)) return { type: "array", items: schemaOf(checker.getTypeArguments(type)[0]) };
  if (flags & ts.TypeFlags.Object) return isNamed(type) ? reference(type) : object(type);
  return {};
}

function union(types) {
  const schemas = types
    .filter((type) => !isNothing(type) && !isOpenEnumArm(type))
    .map(schemaOf);
  const constants = schemas.filter((schema) => "const" in schema).map((schema) => schema.const);
  const others = schemas.filter((schema) => !("const" in schema));
  if (constants.includes(true) && constants.includes(false)) others.push({ type: "boolean" });
  const listed = constants.filter((constant) => !(typeof constant === "boolean" && constants.includes(!constant)));
  if (listed.length > 0) others.unshift(listed.length === 1 ? { const: listed[0] } : { enum: listed });
  return others.length === 1 ? others[0] : { anyOf: others };
}

function isNamed(type) {
  const name = (type.aliasSymbol ?? type.symbol)?.name;
  return name !== undefined && name !== "__type" && name !== "__object";
}

function nameOf(type) {
  const symbol = type.aliasSymbol ?? type.symbol;
  const file = symbol.declarations[0].getSourceFile().fileName.replace(/^.*\/esm\/(resources\/)?/, "").replace(/\.d\.ts$/, "");
  const own = checker.getFullyQualifiedName(symbol).replace(/^".*"\./, "");
  const generics = (type.aliasTypeArguments ?? (type.target ? checker.getTypeArguments(type) : [])) ?? [];
  const of = generics.map((argument) => (argument.symbol ? nameOf(argument) : checker.typeToString(argument)));
  return [file, own, ...of].join(".").replace(/[^A-Za-z0-9_.]/g, "_");
}

function reference(type) {
  const name = nameOf(type);
  if (!(name in definitions)) {
    definitions[name] = {};
    definitions[name] = object(type);
  }
  return { $ref: `#/$defs/${name}` };
}

function object(type) {
  const schema = { type: "object", properties: {}, required: [] };
  for (const property of checker.getPropertiesOfType(type)) {
    const declared = checker.getTypeOfSymbol(property);
    if (property.name === "lastResponse" || isMethod(declared) || isOnlyNothing(declared)) continue;
    schema.properties[property.name] = schemaOf(declared);
    if (!(property.flags & ts.SymbolFlags.Optional)) schema.required.push(property.name);
  }
  const index = type.getStringIndexType();
  schema.additionalProperties = index ? schemaOf(index) : false;
  return schema;
}
