// print.mjs OUT PAGE... - each page of the site as a PDF, OUT/1.pdf and so on, as the
// browser prints it.  Exit 77: no browser.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [out, ...pages] = process.argv.slice(2);
const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));
let chromium;
try {
	({ chromium } = require("playwright-core"));
} catch (e) {
	process.exit(77);
}
if (!existsSync(chromiumPath)) process.exit(77);
const browser = await chromium.launch({
	executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
for (const [at, path] of pages.entries()) {
	await page.goto(pathToFileURL(resolve(path)).href);
	await page.pdf({ path: join(out, `${at + 1}.pdf`), preferCSSPageSize: true, printBackground: true });
}
await browser.close();
