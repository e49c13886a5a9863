// npm ci, but only when the lock file or Node changed since the last one: it takes 15 seconds each time.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const stamp = "node_modules/.ci-stamp";
const want = createHash("sha256").update(readFileSync("package-lock.json")).update(process.version).digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== want) {
  execSync("npm ci --prefer-offline --no-audit --no-fund", { stdio: "inherit" });
  writeFileSync(stamp, want);
}
