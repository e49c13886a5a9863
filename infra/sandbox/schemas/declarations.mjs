// The exported types of the official `stripe` package, found by the names its users know them by ("Checkout.Session").
import { realpathSync } from "node:fs";
import ts from "typescript";

const ENTRY = realpathSync(new URL("node_modules/stripe/esm/stripe.core.d.ts", import.meta.url));

const program = ts.createProgram([ENTRY], {
  strict: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: [],
});

export const checker = program.getTypeChecker();

function member(symbol, name) {
  const found = checker.getExportsOfModule(symbol).find((candidate) => candidate.name === name);
  if (!found) throw new Error(`npm stripe exports no ${name} in ${symbol.name}`);
  return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}

const stripe = member(checker.getSymbolAtLocation(program.getSourceFile(ENTRY)), "Stripe");

export function typeNamed(qualifiedName) {
  return checker.getDeclaredTypeOfSymbol(qualifiedName.split(".").reduce(member, stripe));
}
