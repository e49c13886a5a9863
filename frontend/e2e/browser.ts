import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

export const baseUrl = (process.env.BASE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
export const mailUrl = (process.env.MAIL_URL ?? "http://127.0.0.1:8025").replace(/\/$/, "");

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};
export const schemes = ["light", "dark"] as const;

const usualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? usualPlaces.find(existsSync);
  if (executablePath === undefined) {
    throw new Error("No Chromium found: set CHROMIUM to its path");
  }
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Nothing moves any more, and the letters are those of the page. */
export async function settled(page: Page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) {
      await new Promise(requestAnimationFrame);
    }
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

export interface Watched {
  context: BrowserContext;
  page: Page;
  /** What no page may do: errors in the console, breaches of the policy, requests to anybody else. */
  faults: string[];
}

/** A fresh visitor, under observation. */
export async function visitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: sizes.desktop, reducedMotion: "reduce", ...options });
  const faults: string[] = [];
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && !["127.0.0.1", "localhost", "::1"].includes(hostname)) {
      faults.push(`request to ${hostname}`);
    }
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // An answer that is an error is announced in the console too; the tests ask for some of those on purpose.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      faults.push(message.text());
    }
  });
  return { context, page, faults };
}
