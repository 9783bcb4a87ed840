// speed.mjs FOLDER TABLE - how long people wait, as TAP: search over a site of 10,000
// items, a table of 10,000 rows (the page TABLE), the overview's first paint beside a
// blank page's.  Of each key and each click the best of five rounds counts, because a
// machine does other things too; of those the median.  Exit 77: no browser.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]), table = process.argv[3];
const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));
let chromium;
try {
	({ chromium } = require("playwright-core"));
} catch (e) {
	process.exit(77);
}
if (!existsSync(chromiumPath)) process.exit(77);

const profile = mkdtempSync(join(tmpdir(), "site-speed-"));
const blank = join(profile, "blank.html");
writeFileSync(blank, "<!doctype html><html lang=en><title>x</title><p>x</p>");
const browser = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const address = (path) => pathToFileURL(resolve(folder, path)).href;
let n = 0, failed = 0;
function test(name, rounds, limit) {
	const best = rounds[0].map((_, at) => Math.min(...rounds.map((times) => times[at])));
	const sorted = best.sort((a, b) => a - b);
	const median = sorted[sorted.length >> 1], worst = sorted[sorted.length - 1];
	const good = sorted.length > 0 && median <= limit && worst <= limit * 5;
	n++;
	if (!good) failed++;
	console.log(`${good ? "ok" : "not ok"} ${n} - ${name}: ${median?.toFixed(1)} ms, worst ${worst?.toFixed(1)}, of ${limit}`);
}
async function repeat(what) {
	const rounds = [];
	for (let round = 0; round < 5; round++) rounds.push(await what());
	return rounds;
}
// One key after the other into a field; what each of them costs, with what is drawn.
const type = (field, words) => page.evaluate(([field, words]) => {
	const input = document.querySelector(field), times = [];
	for (const word of words)
		for (let i = 1; i <= word.length; i++) {
			const before = performance.now();
			input.value = word.slice(0, i);
			input.dispatchEvent(new Event("input", { bubbles: true }));
			document.body.getBoundingClientRect();
			times.push(performance.now() - before);
		}
	return times;
}, [field, words]);

const index = [];
for (let i = 0; i < 3; i++) {
	await page.goto(address("search.html"));
	index.push(await page.evaluate(() => performance.now()));
}
console.log(`# the page of search is there after ${index.map((x) => x.toFixed(0)).join(", ")} ms`);
test("a key in the search over all items", 
	await repeat(() => type("#q", ["database backups step 77", "rehearse", "zzzzz", "owner bo verified"])), 20);
const hits = await page.evaluate(() => window.muster_search("part").hits.length);
console.log(`# ${hits} entries have the word they all have`);
if (hits < 10000) { failed++; console.log("# too few of them"); }

await page.goto(address(table));
await page.waitForSelector(".tt input");
test("a key in the filter of the table", 
	await repeat(() => type(".tt input", ["case 77", "holds", "zzzzz", "svc 9 9"])), 50);
await type(".tt input", [" "]);
test("a sort of the table", await repeat(() => page.evaluate(() => {
	const times = [];
	for (const head of document.querySelectorAll("table[data-table]:not([data-table='']) thead button")) {
		const before = performance.now();
		head.click();
		document.body.getBoundingClientRect();
		times.push(performance.now() - before);
	}
	return times;
})), 100);
const rows = await page.evaluate(() => document.querySelector("table[data-table]:not([data-table=''])").tBodies[0].rows.length);
console.log(`# ${rows} rows are drawn at a time`);
if (rows > 200) failed++;

// The clock's time until something is painted is told; what is tested is the page's own
// processor time, of its main thread, which other programs on the machine do not change.
const paints = { blank: [], overview: [] }, work = { blank: [], overview: [] };
for (let round = 0; round < 9; round++)
	for (const [name, where] of [["blank", pathToFileURL(blank).href], ["overview", address("index.html")]]) {
		const fresh = await browser.newPage();
		const session = await browser.newCDPSession(fresh);
		await session.send("Performance.enable", { timeDomain: "threadTicks" });
		await fresh.goto(where);
		const paint = await fresh.evaluate(() => new Promise((done) => {
			new PerformanceObserver((list) => {
				for (const e of list.getEntriesByName("first-contentful-paint")) done(e.startTime);
			}).observe({ type: "paint", buffered: true });
			setTimeout(() => done(0), 5000);
		}));
		if (paint > 0) paints[name].push(paint);
		const { metrics } = await session.send("Performance.getMetrics");
		work[name].push(metrics.find((m) => m.name === "TaskDuration").value * 1000);
		await fresh.close();
	}
const middle = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
console.log(`# first paint, medians by the clock: a blank page ${middle(paints.blank)?.toFixed(1)} ms, the overview ${middle(paints.overview)?.toFixed(1)}`);
console.log(`# the same page's own work: ${middle(work.blank).toFixed(1)} and ${middle(work.overview).toFixed(1)} ms`);
test("painting the overview, beyond a blank page", [[Math.max(0, middle(work.overview) - middle(work.blank))]], 100);
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
