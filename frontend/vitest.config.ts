import { defineConfig } from "vitest/config";
import { yaml } from "./build-plugins/yaml.ts";

export default defineConfig({
  plugins: [yaml()],
  resolve: { tsconfigPaths: true },
  test: { include: ["app/**/*.test.{ts,tsx}"], restoreMocks: true },
});
