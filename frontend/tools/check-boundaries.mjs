// What a reader may rely on in app/: who imports whom, where fetch is, how long things get, and that no cast lies.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "vite";

const fileLines = 250;
const functionLines = 80;
const complaints = [];

for (const file of globSync("app/**/*.{ts,tsx}", { exclude: ["app/lib/api.gen.ts"] }).sort()) {
  const source = readFileSync(file, "utf8");
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) {
    throw new Error(`${file} does not parse: ${errors[0].message}`);
  }
  const lineOf = (offset) => source.slice(0, offset).split("\n").length;
  const complain = (node, words) => complaints.push(`${file}:${lineOf(node.start)} ${words}`);

  if (lineOf(source.length) > fileLines) {
    complain(program, `is longer than ${fileLines} lines`);
  }
  walk(program, (node) => {
    if (isFunction(node) && lineOf(node.end) - lineOf(node.start) >= functionLines) {
      complain(node, `is a function of more than ${functionLines} lines`);
    }
    if (node.type === "ImportDeclaration") {
      judgeImport(file, node, complain);
    }
    if (
      node.type === "TSAsExpression" &&
      source.slice(node.typeAnnotation.start, node.typeAnnotation.end) !== "const"
    ) {
      complain(node, "casts: give the value its type where it is made");
    }
    if (node.type === "CallExpression" && node.callee.name === "fetch" && file !== "app/lib/api.ts") {
      complain(node, "calls fetch: only app/lib/api.ts talks to the server");
    }
    if (node.type === "JSXAttribute" && node.name.name === "style") {
      complain(node, "has a style attribute, which the content security policy of rendered pages blocks");
    }
  });
}

function judgeImport(file, { source, specifiers, ...node }, complain) {
  const target = source.value.startsWith("~/")
    ? join("app", source.value.slice(2))
    : source.value.startsWith(".")
      ? relative(".", join(dirname(file), source.value))
      : null;
  if (source.value === "zod" && specifiers.some(({ type }) => type !== "ImportNamespaceSpecifier")) {
    complain(node, 'imports zod by name: `import * as z from "zod"` is 70 KB lighter');
  }
  if (target === null || target.includes("+types")) {
    return;
  }
  const from = areaOf(file);
  const to = areaOf(target);
  const allowed = {
    lib: ["lib"],
    components: ["lib", "components"],
    app: ["lib", "components", "styles", "app"],
  }[from] ?? ["lib", "components", from];
  if (to !== null && !allowed.includes(to)) {
    complain(node, `${from} may not import ${to}`);
  }
}

/** lib, components, styles, "features/keys", app for what lies in app/ itself; null outside of app/. */
function areaOf(path) {
  const [root, area, feature, ...rest] = path.split("/");
  if (root !== "app") {
    return null;
  }
  if (area === "features") {
    return `features/${feature}`;
  }
  return feature === undefined && rest.length === 0 ? "app" : area;
}

function isFunction({ type }) {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"].includes(type);
}

function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const child of node) {
      walk(child, visit);
    }
  } else if (node !== null && typeof node === "object") {
    if (typeof node.type === "string") {
      visit(node);
    }
    walk(Object.values(node), visit);
  }
}

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
} else {
  console.log("boundaries: held");
}
