import type { Plugin } from "vite";
import { parse } from "yaml";

/** Makes `import catalog from "….yaml"` an object, so that the pages read what the server reads. */
export function yaml(): Plugin {
  return {
    name: "yaml",
    transform(source, id) {
      return id.endsWith(".yaml") ? { code: `export default ${JSON.stringify(parse(source))};`, map: null } : undefined;
    },
  };
}
