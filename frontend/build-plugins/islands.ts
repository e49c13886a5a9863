import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { build, type Plugin } from "vite";

/**
 * Bundles the few scripts of the public pages, which load no React. `import { theme } from "virtual:islands"` is the
 * URL of the file, named by its content so that browsers may keep it for ever.
 */
export function islands(sources: Record<string, string>): Plugin {
  const id = "virtual:islands";
  const built = new Map<string, { name: string; code: string }>();
  let serving = false;

  return {
    name: "islands",
    configResolved(config) {
      serving = config.command === "serve";
    },
    async buildStart() {
      if (serving || built.size > 0) {
        return;
      }
      for (const [island, source] of Object.entries(sources)) {
        const code = await bundle(island, source);
        const digest = createHash("sha256").update(code).digest("base64url").slice(0, 8);
        built.set(island, { name: `assets/${island}-${digest}.js`, code });
      }
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(module) {
      if (module !== `\0${id}`) {
        return undefined;
      }
      return Object.entries(sources)
        .map(([island, source]) => {
          const url = serving ? `/${source}` : `/${built.get(island)?.name}`;
          return `export const ${island} = ${JSON.stringify(url)};`;
        })
        .join("\n");
    },
    generateBundle() {
      if (this.environment.name === "client") {
        for (const { name, code } of built.values()) {
          this.emitFile({ type: "asset", fileName: name, source: code });
        }
      }
    },
  };
}

async function bundle(name: string, source: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: resolve(source), formats: ["iife"], name: `island_${name}` },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !("output" in output)) {
    throw new Error(`Island ${name} did not build`);
  }
  return output.output[0].code;
}
