import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { islands } from "./build-plugins/islands.ts";
import { yaml } from "./build-plugins/yaml.ts";

export default defineConfig({
  plugins: [
    yaml(),
    islands({
      theme: "app/features/site/islands/theme.ts",
      site: "app/features/site/islands/site.ts",
      forms: "app/features/site/islands/forms.ts",
    }),
    tailwindcss(),
    reactRouter(),
  ],
  resolve: { tsconfigPaths: true },
  // The fonts and icons stay files: data: URLs would be fetched again with every change of the stylesheet.
  build: { assetsInlineLimit: 0, rolldownOptions: { checks: { pluginTimings: false } } },
  server: {
    fs: { allow: [".", "../backend/src/main/resources"] },
    proxy: { "/v1": process.env.API_URL ?? "http://127.0.0.1:8080" },
  },
});
