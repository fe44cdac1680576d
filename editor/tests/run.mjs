// Bundles tests and runs them: `unit` with Node.js alone, `browser` with Chromium; `schema` writes schema.json.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const [kind, ...only] = process.argv.slice(2);
const out = "dist/tests";
const options = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", outExtension: { ".js": ".mjs" } };
const node = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;

if (kind === "schema" || kind === "screenshots") {
  if (kind === "screenshots") await buildHarness();
  await build({ ...options, entryPoints: [`tests/${kind}.ts`], outdir: out });
  process.exit(node(`${out}/${kind}.mjs`, ...only));
}
rmSync(`${out}/${kind}`, { recursive: true, force: true });
mkdirSync(`${out}/${kind}`, { recursive: true });
const files = readdirSync(`tests/${kind}`).filter((name) => name.endsWith(".test.ts") && (only.length === 0 || only.some((part) => name.includes(part))));
await build({ ...options, entryPoints: files.map((name) => `tests/${kind}/${name}`), outdir: `${out}/${kind}` });
if (kind === "browser") await buildHarness();
const bundles = files.map((name) => `${out}/${kind}/${name.replace(/\.ts$/, ".mjs")}`);
process.exit(node("--test", `--test-concurrency=${kind === "browser" ? 1 : 2}`, ...bundles));

async function buildHarness() {
  await build({ entryPoints: ["tests/harness/harness.ts"], outfile: `${out}/harness.js`, bundle: true, format: "esm", target: "es2022" });
  await build({ entryPoints: ["tests/harness/harness.css"], outfile: `${out}/site.css`, bundle: true, external: ["/fonts/*", "/*.woff2"], logLevel: "error" });
  await build({ entryPoints: ["style/editor.css"], outfile: "dist/editor.css", bundle: true, minify: true });
}
