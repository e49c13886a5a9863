// Brotli twins beside the files of the build, as small as they get; the server makes gzip for the rest itself.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

// The shell gets a nonce with every answer, so nothing can be packed ahead.
const shell = "build/client/__spa-fallback.html";

export function compress() {
  for (const file of globSync("build/client/**/*.{html,js,css,svg}").filter((name) => name !== shell)) {
    const bytes = readFileSync(file);
    const packed = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    if (packed.length < bytes.length) {
      writeFileSync(`${file}.br`, packed);
    }
  }
}
