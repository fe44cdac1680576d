// Writes pictures of the editor for people to look at: `node tests/run.mjs screenshots FOLDER`.
import { mkdirSync } from "node:fs";
import { closeBrowser, open } from "./harness/page";
import { article } from "./support/article";

const folder = process.argv[2] ?? "dist/screenshots";
mkdirSync(folder, { recursive: true });
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 768, 1440]) {
    const page = await open(article, { colorScheme, viewport: { width, height: 900 } });
    await page.fill("#title", "Bến Lức sau mùa nước nổi");
    await page.screenshot({ path: `${folder}/${width}-${colorScheme}.png`, fullPage: true });
    await page.context().close();
  }
}
await closeBrowser();
