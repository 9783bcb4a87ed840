// layout.mjs FOLDER - where things stand on the pages of a report, as TAP: what was once
// found crooked with the eye, measured.  Skips where there is no browser.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const chromiumPath = process.env.CHROMIUM || "/usr/bin/chromium";
const require = createRequire(new URL("../../build/browser/", import.meta.url));

function skip(why) {
	console.log(`1..0 # SKIP ${why}`);
	process.exit(0);
}
let chromium;
try {
	({ chromium } = require("playwright-core"));
} catch (e) {
	skip("playwright-core is not installed: tests/site/modules");
}
if (!existsSync(chromiumPath))
	skip(`there is no ${chromiumPath}: apt-get install chromium`);

const browser = await chromium.launch({ executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const page = await browser.newPage();
let n = 0, failed = 0;

// measure() runs in the page and gives what is wrong, in words.
async function test(name, path, { width = 1440, media = "screen" }, measure) {
	await page.emulateMedia({ media, reducedMotion: "reduce" });
	await page.setViewportSize({ width, height: 900 });
	await page.goto("about:blank");
	await page.goto(pathToFileURL(join(folder, path)).href);
	const troubles = await page.evaluate(measure);
	if (troubles.length) failed++;
	console.log(`${troubles.length ? "not ok" : "ok"} ${++n} - ${name}`);
	for (const trouble of troubles.slice(0, 10)) console.log(`# ${trouble}`);
}

for (const width of [1440, 390, 320])
	await test(`a button keeps its word whole, ${width} px`, "search.html", { width }, () => {
		const b = document.querySelector(".sf button");
		return b.offsetHeight < 2.2 * parseFloat(getComputedStyle(b).lineHeight) ? [] : [`it is ${b.offsetHeight} px high`];
	});

await test("the cards of plans stand apart from the words above them", "plan/index.html", {}, () => {
	const gap = document.querySelector(".cards").getBoundingClientRect().top - document.querySelector(".lead").getBoundingClientRect().bottom;
	return gap >= 12 ? [] : [`${gap} px`];
});

await test("the line above the foot is as wide as the page's text", "index.html", {}, () => {
	const line = document.querySelector(".foot p").getBoundingClientRect(), text = document.querySelector("main > section").getBoundingClientRect();
	const ruled = parseFloat(getComputedStyle(document.querySelector(".foot p")).borderTopWidth) > 0;
	return ruled && Math.abs(line.left - text.left) < 2 && Math.abs(line.right - text.right) < 2 ? [] : [`${line.left} to ${line.right}, text ${text.left} to ${text.right}`];
});

await test("a step that nobody is named for uses the room of the name", "index.html", {}, () => {
	const step = document.querySelector(".next li"), words = step.querySelector("div"), count = step.querySelector(".n");
	const before = words.getBoundingClientRect().width;
	step.querySelector(".who").remove();
	const out = words.getBoundingClientRect().width > before + 60 ? [] : ["the words are no wider"];
	return Math.abs(count.getBoundingClientRect().top - words.getBoundingClientRect().top) < 2 ? out : [...out, "the count went to another line"];
});

await test("an arrow of a change covers neither mark, on a phone", "index.html", { width: 390 }, () => {
	const ink = document.createRange();
	return [...document.querySelectorAll(".mv")].filter((mv) => {
		ink.selectNodeContents(mv.children[1]);
		const arrow = ink.getBoundingClientRect();
		return arrow.left < mv.children[0].getBoundingClientRect().right || arrow.right > mv.children[2].getBoundingClientRect().left;
	}).map((mv) => mv.parentElement.innerText);
});

await test("the name and the search share a line, on a phone", "index.html", { width: 390 }, () => {
	const b = document.querySelector(".brand b"), long = "A project with quite a long name, longer than any phone is wide";
	b.textContent = long;
	const brand = b.getBoundingClientRect(), find = document.querySelector(".find input").getBoundingClientRect();
	return brand.bottom > find.top && find.bottom > brand.top ? [] : [`${brand.top} to ${brand.bottom}, ${find.top} to ${find.bottom}`];
});

for (const width of [1440, 1000, 800, 390])
	await test(`the pages' names stand in one line, ${width} px`, "index.html", { width }, () => {
		document.querySelector(".brand b").textContent = "A project with quite a long name, longer than any phone is wide";
		const tops = new Set([...document.querySelectorAll(".top nav a")].map((a) => Math.round(a.getBoundingClientRect().top)));
		return tops.size === 1 && document.documentElement.scrollWidth <= innerWidth ? [] : [`${tops.size} lines, ${document.documentElement.scrollWidth} px wide`];
	});

for (const width of [800, 390])
	await test(`the plan's words stand apart from its contents, ${width} px`, "plan/hardening.html", { width }, () => {
		const gap = document.querySelector(".doc").getBoundingClientRect().top - document.querySelector(".toc").getBoundingClientRect().bottom;
		return gap >= 12 ? [] : [`${gap} px`];
	});

await test("a line of an artifact is marked from edge to edge", "item/hardening/e2e.html", {}, () => {
	const hit = document.querySelector(".ex .hit, .ex mark");
	const line = hit.closest(".ln") || hit, box = document.querySelector(".ex").getBoundingClientRect();
	return line.getBoundingClientRect().right >= box.right - 2 ? [] : [`${line.getBoundingClientRect().right} of ${box.right}`];
});

await test("what is on paper has the heads of its tables", "evidence/artifact-0.html", { width: 680, media: "print" }, () =>
	[...document.querySelectorAll("main table.t thead th")].filter((th) => !th.innerText.trim()).map((th) => th.outerHTML));

await test("the dossier's items have room on paper", "signoff.html", { width: 680, media: "print" }, () =>
	[...document.querySelectorAll("main table.t tbody th")].filter((th) => th.getBoundingClientRect().width < 110).map((th) => th.innerText));

// Without scripts: what only they can do is not offered.
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
const offered = [];
for (const path of ["index.html", "plan/hardening.html", "evidence/artifact-0.html", "signoff.html", "verify.html"]) {
	await plain.goto(pathToFileURL(join(folder, path)).href);
	for (const e of await plain.locator("[hidden]").all())
		if (await e.isVisible()) offered.push(`${path}: ${await e.textContent()}`);
}
if (offered.length) failed++;
console.log(`${offered.length ? "not ok" : "ok"} ${++n} - what is hidden until there are scripts is not seen without`);
for (const line of offered.slice(0, 10)) console.log(`# ${line}`);

await browser.close();
console.log(`1..${n}`);
process.exit(failed ? 1 : 0);
