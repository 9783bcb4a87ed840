// verify.mjs CASES - the page that checks bundles, in a real browser, as TAP.
//
// CASES has one JSON object a line: the page, a folder or an archive to give it, the
// key and the signers that the reader trusts, and what must be said: the headline, and
// rows as "what: result".  Skips where Chromium or the modules are missing.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));

function skip(why) {
	console.log(`1..0 # SKIP ${why}`);
	process.exit(0);
}

let chromium, axeSource;
try {
	({ chromium } = require("playwright-core"));
	axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch (e) {
	skip("playwright-core and axe-core are not installed: tests/site/modules");
}
if (!existsSync(chromiumPath)) skip(`there is no ${chromiumPath}: apt-get install chromium`);

const cases = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map((l) => JSON.parse(l));
const profile = mkdtempSync(join(tmpdir(), "verify-browser-"));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, headless: true, args: flags });
const page = await browser.newPage();
const loud = [], outside = [];
page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") loud.push(m.text()); });
page.on("pageerror", (e) => loud.push(String(e)));
page.on("request", (r) => { if (!/^(file:|data:|blob:|about:blank)/.test(r.url())) outside.push(r.url()); });

async function answer(c) {
	await page.goto(pathToFileURL(resolve(c.page)).href);
	if (c.key !== undefined) await page.fill("#vf-key", c.key);
	if (c.signers !== undefined) await page.fill("#vf-signers", c.signers);
	await page.setInputFiles(c.folder ? "#vf-dir" : "#vf-file", resolve(c.folder || c.file));
	await page.waitForSelector("#vf-out h3, #vf-out .err");
	return page.evaluate(() => ({
		head: document.querySelector("#vf-out h3, #vf-out .err").textContent,
		all: document.querySelector("#vf-out").textContent,
		rows: [...document.querySelectorAll("#vf-out tbody tr")].map((r) => [...r.cells].map((x) => x.textContent)),
	}));
}

let n = 0, failed = 0;
function test(name, troubles) {
	n++;
	if (troubles.length > 0) failed++;
	console.log(`${troubles.length ? "not ok" : "ok"} ${n} - ${name}`);
	for (const trouble of troubles) console.log(`# ${trouble}`);
}

for (const c of cases) {
	const troubles = [];
	try {
		const said = await answer(c);
		// In another language: text that is no value has its marks.
		if (c.marked) {
			const bare = await page.evaluate(() => {
				const out = [], walk = document.createTreeWalker(document.querySelector("#vf-out"), NodeFilter.SHOW_TEXT);
				while (walk.nextNode()) {
					const t = walk.currentNode;
					if (!t.parentNode.closest("code, b, bdi") && /[A-Za-z]{3}/.test(t.data) && !/\u0301/.test(t.data)) out.push(t.data);
				}
				return out;
			});
			troubles.push(...bare.map((t) => `bare: ${t}`));
			if (!/\u0301/.test(said.head)) troubles.push(`its head is "${said.head}"`);
			test(c.name, troubles);
			continue;
		}
		if (!said.head.startsWith(c.head)) troubles.push(`it says "${said.head}", not "${c.head}"`);
		if (/[^.]\.\.$/.test(said.head)) troubles.push(`two full stops: "${said.head}"`);
		for (const want of c.rows || []) {
			const at = want.lastIndexOf(": ");
			const row = said.rows.find((r) => r[0] === want.slice(0, at));
			if (!row || row[1] !== want.slice(at + 2)) troubles.push(`no "${want}"`);
		}
		for (const want of c.says || []) if (!said.all.includes(want)) troubles.push(`it does not say "${want}"`);
		// What was not checked is never shown as a pass.
		if (/^Intact/.test(said.head) && said.rows.some((r) => r[1] === "Fails")) troubles.push("a failure under that headline");
		if (troubles.length) troubles.push(...said.rows.map((r) => r.join(" | ")));
	} catch (e) { troubles.push(String(e)); }
	test(c.name, troubles);
}
test("nothing on the console", loud);
test("no request leaves the page", outside);
await browser.close();

// The result, as axe sees it; its script needs the page's policy out of the way.
browser = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, headless: true, bypassCSP: true, args: flags });
for (const theme of ["light", "dark"]) for (const width of [1440, 320]) {
	const p = await browser.newPage();
	const troubles = [];
	await p.emulateMedia({ colorScheme: theme });
	await p.setViewportSize({ width, height: 900 });
	for (const path of [...new Set(cases.map((c) => c.page))]) {
		await p.goto(pathToFileURL(resolve(path)).href);
		await p.setInputFiles("#vf-dir", resolve(cases[0].folder));
		await p.waitForSelector("#vf-out h3");
		if (await p.evaluate(() => document.documentElement.scrollWidth > innerWidth)) troubles.push(`${path} is too wide`);
		await p.evaluate(axeSource);
		const result = await p.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false,
			runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
		for (const v of result.violations) troubles.push(`${path}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
	}
	await p.close();
	test(`axe finds nothing in a result: ${theme}, ${width} px`, troubles);
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
