// What visitors download, gzipped, against the budgets. Needs a build.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

const budgets = { landingJs: 25, css: 20, fonts: 60, firstRoute: 200, furtherRoute: 60 };
const client = "build/client";
const read = (url) => readFileSync(join(client, url));
const kilobytes = (urls) => [...urls].reduce((sum, url) => sum + gzipSync(read(url), { level: 9 }).length, 0) / 1024;

const landing = read("index.html").toString();
const found = (pattern) => [...landing.matchAll(pattern)].map(([, url]) => url);
measure("landing page, JavaScript", kilobytes(found(/<script[^>]* src="([^"]+)"/g)), budgets.landingJs);
measure("every page, CSS", kilobytes(found(/<link[^>]* href="([^"]+\.css)"/g)), budgets.css);
measure(
  "every page, fonts",
  found(/href="([^"]+\.woff2)"/g).reduce((sum, url) => sum + read(url).length, 0) / 1024,
  budgets.fonts,
);

const { entry, routes } = manifest();
const shared = new Set([...filesOf(entry), ...filesOf(routes.root), ...found(/<script[^>]* src="([^"]+theme[^"]+)"/g)]);
const first = Object.values(routes).find(({ id }) => id === "features/home/home-page");
const home = new Set([...shared, ...chainOf(first)]);
for (const route of Object.values(routes).filter(isDashboardPage)) {
  const all = new Set([...shared, ...chainOf(route)]);
  measure(`${addressOf(route)}, first`, kilobytes(all), budgets.firstRoute);
  if (route !== first) {
    measure(`${addressOf(route)}, after home`, kilobytes(all.difference(home)), budgets.furtherRoute);
  }
}

function manifest() {
  const [file] = globSync(`${client}/assets/manifest-*.js`);
  const sandbox = { window: {} };
  runInNewContext(readFileSync(file, "utf8"), sandbox);
  return sandbox.window.__reactRouterManifest;
}

function filesOf({ module, imports }) {
  return [module, ...imports];
}

function chainOf(route) {
  return route === undefined ? [] : [...chainOf(routes[route.parentId]), ...filesOf(route)];
}

function isDashboardPage(route) {
  const leaf = !Object.values(routes).some(({ parentId }) => parentId === route.id);
  return leaf && addressOf(route).startsWith("/app");
}

function addressOf(route) {
  const parent = routes[route.parentId];
  return `${parent === undefined ? "" : addressOf(parent)}${route.path ? `/${route.path}` : ""}`;
}

function measure(what, size, budget) {
  const line = `${size.toFixed(1).padStart(7)} KB of ${String(budget).padStart(3)}  ${what}`;
  if (size > budget) {
    console.error(`${line}  OVER BUDGET`);
    process.exitCode = 1;
  } else {
    console.log(line);
  }
}
