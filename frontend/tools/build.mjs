// react-router build, but only when something that goes into it changed since the last one.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compress } from "./compress.mjs";

const inputs = [
  "app",
  "public",
  "build-plugins",
  "tools/compress.mjs",
  "tools/openapi/generate.mjs",
  "package-lock.json",
  "react-router.config.ts",
  "tsconfig.json",
  "vite.config.ts",
  "../backend/src/main/resources/catalog.yaml",
  "../backend/src/main/resources/openapi.yaml",
];
const generated = "api.gen.ts";
const stamp = "build/.stamp";

function files(path) {
  if (statSync(path).isFile()) {
    return path.endsWith(generated) ? [] : [path];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

const hash = createHash("sha256").update(process.version);
for (const file of inputs.flatMap(files)) {
  hash.update(file).update("\0").update(readFileSync(file)).update("\0");
}
const want = hash.digest("hex");

if (existsSync(stamp) && readFileSync(stamp, "utf8") === want) {
  console.log("frontend: nothing changed since the last build");
} else {
  execSync("npm run typegen --silent && react-router build", { stdio: "inherit" });
  compress();
  writeFileSync(stamp, want);
}
