// Bundles the editor into dist/editor.js and dist/editor.css, and refuses to grow past the budget.
import { brotliCompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { build } from "esbuild";

/** The largest compressed size in bytes of both files together that the admin may load for the editor. */
const BUDGET = 130_000;

await build({
  entryPoints: { editor: "src/index.ts" },
  outdir: "dist",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  charset: "utf8",
});
await build({ entryPoints: { editor: "style/editor.css" }, outdir: "dist", bundle: true, minify: true, charset: "utf8" });

let total = 0;
for (const name of ["dist/editor.js", "dist/editor.css"]) {
  const raw = readFileSync(name);
  const compressed = brotliCompressSync(raw).length;
  total += compressed;
  console.log(`${name}: ${raw.length} bytes, ${compressed} with brotli`);
}
console.log(`together ${total} bytes with brotli, of ${BUDGET} allowed`);
if (total > BUDGET) process.exit(1);
