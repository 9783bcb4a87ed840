// looks.mjs FOLDER REFERENCE [--write] [--only=PAGE,...] - what every kind of page looks like, at four
// settings, beside what it looked like: where its parts stand and in which colours, and
// a small grey picture of the first screen.  Speaks TAP; --write makes the reference.
//
// Fonts differ from machine to machine, so heights have wide tolerances, places along
// the line narrow ones, colours and ways of layout none.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]), reference = resolve(process.argv[3]), write = process.argv.includes("--write");
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

const only = (process.argv.find((a) => a.startsWith("--only=")) || "").slice(7).split(",").filter(Boolean);
const PAGES = only.length ? only : ["index.html", "plan/index.html", "plan/hardening.html", "item/hardening/e2e.html",
	"item/hardening/security-lead.html", "evidence/index.html", "evidence/artifact-0.html", "signoff.html",
	"verify.html", "history.html", "search.html", "about.html"];
const SETTINGS = {
	light: { width: 1440, height: 900, media: { colorScheme: "light", media: "screen" } },
	dark: { width: 1440, height: 900, media: { colorScheme: "dark", media: "screen" } },
	phone: { width: 390, height: 844, media: { colorScheme: "light", media: "screen" } },
	print: { width: 680, height: 962, media: { colorScheme: "light", media: "print" } },
};
const ACROSS = 32, DOWN = 24; // the picture
const X_PX = 10, X_SHARE = 0.03, GREY_MEAN = 9, GREY_CELL = 96, HEIGHT = 2.2;

// In the page: parts that are seen, of those it has many of the first.
function parts() {
	const seen = {}, out = [];
	for (const e of document.querySelectorAll("header, nav, main, footer, section, h1, h2, h3, form, table, ul, ol, dl, p, svg.bar, svg.chart, .verdict, .it, .own, .v, i.i, .toc, article, pre, button, .btn, input")) {
		const name = e.tagName.toLowerCase() + (e.className.baseVal ?? e.className).split(/\s+/).filter((c) => c && !/^v-/.test(c)).map((c) => "." + c).join("");
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		seen[name] = (seen[name] || 0) + 1;
		if (seen[name] > 1 || out.length >= 40) continue;
		const shown = box.width > 0 && box.height > 0 && style.visibility !== "hidden";
		out.push([name, shown ? Math.round(box.left) : -1, shown ? Math.round(box.width) : 0, shown ? Math.round(box.height) : 0,
			style.display, style.color + " " + style.backgroundColor]);
	}
	return out;
}

// In a blank page: the picture as greys of few cells.
async function greys([png, across, down]) {
	const image = new Image();
	image.src = "data:image/png;base64," + png;
	await image.decode();
	const canvas = document.createElement("canvas");
	canvas.width = across; canvas.height = down;
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(image, 0, 0, across, down);
	const data = context.getImageData(0, 0, across, down).data, out = [];
	for (let i = 0; i < data.length; i += 4) out.push(Math.round((data[i] * 3 + data[i + 1] * 6 + data[i + 2]) / 10));
	return out;
}

const profile = mkdtempSync(join(tmpdir(), "site-looks-"));
const browser = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath, headless: true, deviceScaleFactor: 1,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
});
const blank = await browser.newPage(), page = await browser.newPage(); // the one in front is pictured

const now = {};
for (const [setting, { width, height, media }] of Object.entries(SETTINGS)) {
	await page.emulateMedia({ ...media, reducedMotion: "reduce" });
	await page.setViewportSize({ width, height });
	for (const path of PAGES) {
		await page.goto(pathToFileURL(join(folder, path)).href);
		// When somebody signs is the time it is now.
		await page.evaluate(() => { const e = document.querySelector("#so-txt"); if (e) e.textContent = ""; });
		const png = (await page.screenshot({ animations: "disabled", caret: "hide" })).toString("base64");
		now[`${path} ${setting}`] = {
			parts: await page.evaluate(parts),
			grey: (await blank.evaluate(greys, [png, ACROSS, DOWN])).map((g) => g.toString(16).padStart(2, "0")).join(""),
		};
	}
}
await browser.close();
rmSync(profile, { recursive: true, force: true });

if (write) {
	writeFileSync(reference, "{\n" + Object.entries(now).map(([name, look]) =>
		`${JSON.stringify(name)}: {"grey": "${look.grey}",\n"parts": [\n${look.parts.map((p) => JSON.stringify(p)).join(",\n")}]}`).join(",\n") + "\n}\n");
	process.exit(0);
}

function differences(was, is) {
	const out = [], names = (look) => look.parts.map((p) => p[0]).join(" ");
	if (names(was) !== names(is)) return ["other parts than before: make golden, where that is meant"];
	was.parts.forEach((w, i) => {
		const n = is.parts[i], room = Math.max(X_PX, X_SHARE * Math.max(w[2], n[2])), what = `${w[0]} (part ${i + 1})`;
		// What is as wide as its words may be so with other fonts.
		const words = /^(a|p|h1|h2|h3|button|nav|i|ul|ol|li|form|input|span|dl|pre|table)\b/.test(w[0]) ? 1.35 : 1.1;
		if ((w[1] < 0) !== (n[1] < 0)) out.push(`${what} is ${n[1] < 0 ? "hidden" : "shown"}`);
		else if (Math.abs(w[1] - n[1]) > room * (words > 1.2 ? 3 : 1)) out.push(`${what} stands at ${n[1]}, not ${w[1]} px`);
		else if (w[2] > 60 && (n[2] > w[2] * words + X_PX || n[2] < w[2] / words - X_PX)) out.push(`${what} is ${n[2]}, not ${w[2]} px wide`);
		else if (w[3] > 12 && (n[3] > w[3] * HEIGHT + 12 || n[3] < w[3] / HEIGHT - 12)) out.push(`${what} is ${n[3]}, not ${w[3]} px high`);
		if (w[4] !== n[4]) out.push(`${what} is laid out as ${n[4]}, not ${w[4]}`);
		if (w[5] !== n[5]) out.push(`${what} has the colours ${n[5]}, not ${w[5]}`);
	});
	const cells = (look) => look.grey.match(/../g).map((g) => parseInt(g, 16));
	const a = cells(was), b = cells(is), gaps = a.map((g, i) => Math.abs(g - b[i]));
	const mean = gaps.reduce((x, y) => x + y, 0) / gaps.length, most = Math.max(...gaps);
	if (mean > GREY_MEAN) out.push(`the picture differs by ${mean.toFixed(1)} of 255 greys`);
	if (most > GREY_CELL) out.push(`a part of the picture differs by ${most} of 255 greys`);
	return out;
}

const before = JSON.parse(readFileSync(reference, "utf8"));
let n = 0, failed = 0;
for (const name of Object.keys(now)) {
	const found = before[name] ? differences(before[name], now[name]) : ["there is no reference: make golden"];
	if (found.length) failed++;
	console.log(`${found.length ? "not ok" : "ok"} ${++n} - ${name}`);
	for (const line of found.slice(0, 8)) console.log(`# ${line}`);
}
console.log(`1..${n}`);
process.exit(failed ? 1 : 0);
