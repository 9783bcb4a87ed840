// browser.mjs FOLDER [MAX_PAGES] - the pages in a real browser, as TAP: no axe
// violation, no message on the console, no request that leaves the folder, no
// page that scrolls sideways, in two themes and three widths, details open;
// and what the scripts do.  Skips where Chromium or the modules are missing.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const maxPages = Number(process.argv[3] || 40);
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
if (!existsSync(chromiumPath))
	skip(`there is no ${chromiumPath}: apt-get install chromium`);

let n = 0, failed = 0;
function test(name, troubles) {
	n++;
	if (troubles.length > 0) failed++;
	console.log(`${troubles.length ? "not ok" : "ok"} ${n} - ${name}`);
	for (const trouble of troubles.slice(0, 30)) console.log(`# ${trouble}`);
}

// Every kind of page, and of the many alike the first few.
function pages(dir = folder, out = []) {
	for (const name of readdirSync(dir).sort()) {
		const path = join(dir, name);
		if (statSync(path).isDirectory()) pages(path, out);
		else if (name.endsWith(".html")) out.push(relative(folder, path).split(sep).join("/"));
	}
	return out;
}
function choose(all) {
	const top = all.filter((p) => !p.includes("/") || p.endsWith("index.html"));
	const rest = all.filter((p) => !top.includes(p));
	const each = Math.max(1, Math.floor((maxPages - top.length) / 3));
	const some = (kind) => {
		const alike = rest.filter((p) => p.startsWith(kind));
		return [...new Set([...alike.slice(0, each), ...alike.slice(-1)])];
	};
	return [...top, ...some("plan/"), ...some("evidence/"), ...some("item/")];
}
const chosen = choose(pages());

const profile = mkdtempSync(join(tmpdir(), "site-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath,
	headless: true,
	bypassCSP: true, // for axe, which is put into the page; the policy has its own test
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const messages = [], requests = [];
function watch(page) {
	page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") messages.push(m.text()); });
	page.on("pageerror", (e) => messages.push(String(e)));
	page.on("request", onRequest);
}
function onRequest(r) {
	const inside = r.url().startsWith(pathToFileURL(folder).href) || /^(data:|about:blank)/.test(r.url());
	if (!inside) requests.push(r.url());
}
const address = (path) => pathToFileURL(join(folder, path.split("#")[0].split("?")[0])).href +
	(path.match(/[?#].*/) || [""])[0];

const page = await browser.newPage();
page.on("request", onRequest);

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
for (const theme of ["light", "dark"]) {
	for (const width of [1440, 390, 320]) {
		const violations = [], wide = [];
		await page.emulateMedia({ colorScheme: theme });
		await page.setViewportSize({ width, height: 900 });
		for (const path of chosen) {
			await page.goto(address(path));
			await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
			const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			if (over > 0) wide.push(`${path} is ${over} px too wide`);
			await page.evaluate(axeSource);
			const result = await page.evaluate((tags) => window.axe.run(document, {
				runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false }), TAGS);
			for (const v of result.violations)
				violations.push(`${path}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
		}
		test(`axe finds nothing: ${theme}, ${width} px, ${chosen.length} pages`, violations);
		test(`no page scrolls sideways: ${theme}, ${width} px`, wide);
	}
}

// What the scripts do, and what the console says, under the page's own policy.
await browser.close();
const strict = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const p = await strict.newPage();
watch(p);
await p.setViewportSize({ width: 1440, height: 900 });
const troubles = async (check) => { try { return (await check()) || []; } catch (e) { return [String(e)]; } };
const same = (what, is, want) => (is === want ? [] : [`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(want)}`]);

for (const path of chosen) await p.goto(address(path));
const plan = chosen.find((x) => /^plan\/(?!index)/.test(x));
if (plan) {
	test("a filter in the address hides the other items, and the boxes follow", await troubles(async () => {
		await p.goto(address(plan));
		const first = await p.evaluate(() => document.querySelector(".filt input").dataset.v);
		await p.goto("about:blank");
		await p.goto(address(`${plan}#v=${first}`));
		const shown = await p.evaluate(() => [...document.querySelectorAll(".it[id]")]
			.filter((i) => (i.querySelector(":scope > .own") || i).offsetParent !== null).map((i) => i.className));
		return shown.filter((c) => !c.includes(`v-${first}`)).concat(shown.length ? [] : ["nothing is shown"]);
	}));
	test("keys go from item to item and open the proof", await troubles(async () => {
		await p.goto("about:blank");
		await p.goto(address(plan));
		await p.keyboard.press("j");
		await p.keyboard.press("o");
		return same("the current item's proof", await p.evaluate(() => document.querySelector(".it.cur details").open), true);
	}));
}
const index = existsSync(join(folder, "data/search.js")) ? readFileSync(join(folder, "data/search.js"), "utf8") : "";
const title = (index.match(/^\["[^"]*",("(?:[^"\\]|\\.)*")/m) || [])[1];
if (title) {
	test("search finds an item by its words", await troubles(async () => {
		await p.goto(address("search.html"));
		const hits = await p.evaluate(async (words) => {
			const s = await new Promise((done) => { window.muster_search ? done(window.muster_search) : addEventListener("load", () => done(window.muster_search)); });
			return s(words).hits.length;
		}, JSON.parse(title));
		return hits > 0 ? [] : [`no hit for ${title}`];
	}));
}
const big = pages().find((x) => /^evidence\//.test(x) && /data-table="[^"]/.test(readFileSync(join(folder, x), "utf8")));
if (big) {
	test("a long table is paged, filtered and sorted", await troubles(async () => {
		await p.goto(address(big));
		await p.waitForSelector(".tt input");
		const rows = () => p.evaluate(() => document.querySelector("table[data-table]:not([data-table=''])").tBodies[0].rows.length);
		const out = same("rows on a page", await rows(), 100);
		await p.fill(".tt input", "no row has these words");
		return out.concat(same("rows that match nothing", await rows(), 0));
	}));
}
test("no page says anything on the console", messages);
test("no request leaves the folder", requests);
await strict.close();

// Without scripts.
const plain = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath, headless: true, javaScriptEnabled: false,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const q = await plain.newPage();
if (plan) {
	test("filters work without scripts", await troubles(async () => {
		await q.goto(address(plan));
		const box = q.locator(".filt input").first();
		const word = await box.getAttribute("data-v");
		const item = q.locator(`.it.v-${word}`).first();
		const own = (await item.locator(":scope > .own").count()) ? item.locator(":scope > .own").first() : item;
		const before = await own.isVisible();
		await box.uncheck({ force: true });
		return same("before", before, true).concat(same("after", await own.isVisible(), false));
	}));
}
await plain.close();
rmSync(profile, { recursive: true, force: true });
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
