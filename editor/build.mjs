// Bundles the editor into dist/editor.js and refuses to grow past the budget.
import { brotliCompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { build } from "esbuild";

/** The largest compressed size in bytes that the admin may load for the editor. */
const BUDGET = 130_000;

await build({
  entryPoints: ["src/index.ts"],
  outfile: "dist/editor.js",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  charset: "utf8",
});
const raw = readFileSync("dist/editor.js");
const compressed = brotliCompressSync(raw).length;
console.log(`dist/editor.js: ${raw.length} bytes, ${compressed} with brotli, of ${BUDGET} allowed`);
if (compressed > BUDGET) process.exit(1);
