// Opens every page in a browser and runs axe on it; ends with 1 when axe finds something.
// npm install --save-dev axe-core@4 playwright@1 && npx playwright install chromium
// node script/axe.mjs http://127.0.0.1:{{port}}/ http://127.0.0.1:{{port}}/over
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch();
let found = 0;
for (const url of process.argv.slice(2)) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run());
  for (const fault of result.violations) {
    found += 1;
    console.log(`${url}: ${fault.id}: ${fault.help} (${fault.nodes.length})`);
  }
}
await browser.close();
process.exitCode = found ? 1 : 0;
