// signoff.mjs PAGE OUT FIELD DECISION WHO NOTE - what the sign-off page's form writes.
//
// Fills the form, saves the file to OUT and prints the command that the page gives; first
// it looks that nothing is saved while something is missing.  Exits 77 where Chromium or
// the modules are missing.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [path, out, field, decision, who, note] = process.argv.slice(2);
const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));
let chromium;
try { ({ chromium } = require("playwright-core")); } catch (e) { process.exit(77); }
if (!existsSync(chromiumPath)) process.exit(77);

const profile = mkdtempSync(join(tmpdir(), "signoff-browser-"));
const browser = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, headless: true,
	acceptDownloads: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const page = await browser.newPage();
const loud = [];
page.on("console", (m) => { if (m.type() === "error") loud.push(m.text()); });
page.on("pageerror", (e) => loud.push(String(e)));
page.on("download", () => downloads++);
let downloads = 0, failed = 0;
function must(what, holds) { if (!holds) { console.error(`no: ${what}`); failed = 1; } }

await page.goto(pathToFileURL(resolve(path)).href);
const save = () => page.click("#so button[type=submit]");
const trouble = () => page.evaluate(() => { const e = document.querySelector("#so-err"); return e.hidden ? "" : e.textContent; });
must("nothing is chosen at first", (await page.locator("#so input:checked").count()) === 0);
await save();
must("the field is asked for", (await trouble()) === "Choose the field.");
await page.locator(`#so label[for^=so-f]`, { hasText: field }).click();
must("the decision is asked for", (await trouble()) === "Choose a decision.");
await page.click("label[for=so-reject]");
await page.fill("#so-by", "nobody");
must("the signer is asked for", (await trouble()).startsWith("Enter yourself"));
await page.fill("#so-by", who);
must("a reason is asked for", (await trouble()).startsWith("Say why"));
must("nothing was saved so far", downloads === 0);
await page.click(`label[for=so-${decision}]`);
await page.fill("#so-note", note);
const saved = page.waitForEvent("download");
await save();
const download = await saved;
await download.saveAs(out);
must("what is saved is called as muster calls it", download.suggestedFilename() === process.env.NAME);
const shown = await page.textContent("#so-txt");
const { readFileSync } = await import("node:fs");
must("what is saved is what is shown", readFileSync(out, "utf8") === shown);
console.log(await page.textContent("#so-cmd"));
must("nothing on the console", loud.length === 0);
for (const l of loud) console.error(l);
await browser.close();
rmSync(profile, { recursive: true, force: true });
process.exit(failed);
