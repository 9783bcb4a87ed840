// serve.mjs URL COMMAND - open the served overview, run COMMAND with a shell, and wait
// until the page has loaded itself again with "Two words more".  Exit 77: no browser.
import { execSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [url, command] = process.argv.slice(2);
const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));
let chromium;
try {
	({ chromium } = require("playwright-core"));
} catch (e) {
	process.exit(77);
}
if (!existsSync(chromiumPath)) process.exit(77);

const profile = mkdtempSync(join(tmpdir(), "serve-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const said = [];
page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") said.push(m.text()); });
page.on("pageerror", (e) => said.push(String(e)));
page.on("request", (r) => { if (!r.url().startsWith(url) && !r.url().startsWith("data:")) said.push(`asks for ${r.url()}`); });
let failed = "";
try {
	await page.goto(url);
	const first = await page.evaluate(() => performance.timeOrigin);
	await page.waitForTimeout(2500);
	if (await page.evaluate(() => performance.timeOrigin) !== first)
		failed = "the page loads itself again though nothing has changed";
	execSync(command, { stdio: "inherit" });
	let again = false;
	for (let i = 0; i < 120 && !again; i++) {
		await page.waitForTimeout(250);
		again = await page.evaluate((t) => performance.timeOrigin !== t &&
			document.body.innerText.includes("Two words more"), first).catch(() => false);
	}
	if (!again) failed = "the page has not loaded itself again";
	await page.goto(new URL("nowhere.html", url).href);
	if (!(await page.innerText("h1")).includes("Not here")) failed = "no page for what is not there";
} catch (e) {
	failed = String(e);
}
// The browser says itself that the last one was a 404.
const words = said.filter((s) => !/status of 404/.test(s));
if (words.length) failed += "\n" + words.join("\n");
await browser.close();
rmSync(profile, { recursive: true, force: true });
if (failed) console.log(failed);
process.exit(failed ? 1 : 0);
