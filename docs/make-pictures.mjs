// make-pictures.mjs SITE OUT - screenshots of two pages, and what stands in them.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [site, out] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(new URL("../build/browser/", import.meta.url));
const { chromium } = require("playwright-core");

const pictures = [
	["overview", join(site, "index.html")],
	["item", join(site, "item/release/end-to-end-tests-pass-evidence-end-to-end-xml.html")],
];
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"],
});
const page = await browser.newPage({
	viewport: { width: 1200, height: 860 }, colorScheme: "light", locale: "en-GB", timezoneId: "UTC",
});
for (const [name, path] of pictures) {
	await page.goto(pathToFileURL(path).href);
	await page.evaluate(() => document.querySelector(".hk")?.remove()); // floats over the page
	await page.screenshot({ path: join(out, `${name}.png`) });
	// Headings and verdicts, without digests: what a reader of the README is told.
	const words = await page.evaluate(() => [...document.querySelectorAll("h1, main h2")]
		.filter((heading) => heading.getBoundingClientRect().top < innerHeight)
		.map((heading) => heading.innerText.replace(/\s+/g, " ").trim()));
	writeFileSync(join(out, `${name}.txt`), words.join("\n") + "\n");
}
await browser.close();
