// What the rendered public pages promise: complete without scripts, nothing inline, honest words, links that lead somewhere.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const client = "build/client";
const shell = "__spa-fallback.html";
// Served by the backend, not files of this build.
const served = ["/openapi.yaml"];

const bannedClaims =
  /soc ?2|iso ?27001|hipaa|gdpr|99\.9|trusted by|loved by|thousands of|join \d|#1\b|leading|testimonial|up to \d+ ?%|human-level/i;
const bannedWords =
  /revolutionary|seamless|supercharge|unlock|ai-powered|state-of-the-art|game-changing|effortless|successfully|simply|!(?=\s|<|$)/i;

const complaints = [];
const titles = new Map();

for (const file of globSync("**/*.html", { cwd: client }).sort()) {
  const html = readFileSync(join(client, file), "utf8");
  const complain = (words) => complaints.push(`${file}: ${words}`);
  if (file === shell) {
    checkShell(html, complain);
  } else {
    checkPage(file, html, complain);
  }
}

function checkShell(html, complain) {
  for (const [tag] of html.matchAll(/<(script|style)\b(?![^>]*\bsrc=)[^>]*>/g)) {
    if (!tag.includes('nonce="__NONCE__"')) {
      complain(`${tag} has no nonce`);
    }
  }
}

function checkPage(file, html, complain) {
  const address = `/${dirname(file) === "." ? "" : dirname(file)}`;
  if (/<script(?![^>]*\bsrc=)|<style\b|\sstyle="|\son[a-z]+="/.test(html)) {
    complain("has an inline script or style, which its policy forbids");
  }
  if (html.includes("__NONCE__")) {
    complain("has a nonce that nobody fills in");
  }
  if ((html.match(/<h1[\s>]/g) ?? []).length !== 1) {
    complain("has not exactly one h1");
  }
  const title = /<title>([^<]+)<\/title>/.exec(html)?.[1];
  if (title === undefined || titles.has(title)) {
    complain(`shares its title with ${titles.get(title)}`);
  }
  titles.set(title, file);
  if (!html.includes('name="robots" content="noindex"') && !/<meta name="description" content="[^"]{20,}"/.test(html)) {
    complain("has no description");
  }
  const text = html.replace(/<(script|pre)[\s\S]*?<\/\1>/g, " ").replace(/<[^>]+>/g, " ");
  for (const banned of [bannedClaims, bannedWords]) {
    const found = banned.exec(text);
    if (found !== null) {
      complain(`says “${found[0].trim()}”`);
    }
  }
  for (const [, href] of html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
    if (!leadsSomewhere(href, address, html)) {
      complain(`links to ${href}, where nothing is`);
    }
  }
}

function leadsSomewhere(href, address, html) {
  const { origin, pathname, hash } = new URL(href, `http://here${address}`);
  if (origin !== "http://here" || pathname.startsWith("/app") || served.includes(pathname)) {
    return origin === "http://here";
  }
  const target = join(client, pathname, "index.html");
  if (!existsSync(target)) {
    return false;
  }
  const page = pathname === address ? html : readFileSync(target, "utf8");
  return hash === "" || page.includes(`id="${hash.slice(1)}"`);
}

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`pages: ${titles.size} held`);
}
