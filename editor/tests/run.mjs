// Bundles tests and runs them: `unit` with Node.js alone, `browser` with Chromium; `schema` writes schema.json.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const [kind, ...only] = process.argv.slice(2);
const out = "dist/tests";
const options = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", outExtension: { ".js": ".mjs" } };

if (kind === "schema") {
  await build({ ...options, entryPoints: ["tests/schema.ts"], outdir: out });
  process.exit(spawnSync(process.execPath, [`${out}/schema.mjs`], { stdio: "inherit" }).status ?? 1);
}
rmSync(`${out}/${kind}`, { recursive: true, force: true });
mkdirSync(`${out}/${kind}`, { recursive: true });
const files = readdirSync(`tests/${kind}`).filter((name) => name.endsWith(".test.ts") && (only.length === 0 || only.some((part) => name.includes(part))));
await build({ ...options, entryPoints: files.map((name) => `tests/${kind}/${name}`), outdir: `${out}/${kind}` });
if (kind === "browser") {
  await build({ entryPoints: ["tests/harness/harness.ts"], outfile: "dist/tests/harness.js", bundle: true, format: "esm", target: "es2022", sourcemap: "inline" });
}
const bundles = files.map((name) => `${out}/${kind}/${name.replace(/\.ts$/, ".mjs")}`);
const { status } = spawnSync(process.execPath, ["--test", `--test-concurrency=${kind === "browser" ? 1 : 2}`, ...bundles], { stdio: "inherit" });
process.exit(status ?? 1);
