// opened.mjs FOLDER [ARCHIVE KEY] - a bundle as it is handed on, as TAP: every page of
// the unpacked folder opens from a web server and from the disk, and its verify.html
// checks the bundle there.  Skips where Chromium or playwright-core is missing.
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const [archive, keyFile] = process.argv.slice(3);
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
if (!existsSync(chromiumPath)) skip(`there is no ${chromiumPath}: apt-get install chromium`);

function pages(dir = folder, out = []) {
	for (const name of readdirSync(dir).sort()) {
		const path = join(dir, name);
		if (statSync(path).isDirectory()) pages(path, out);
		else if (name.endsWith(".html")) out.push(relative(folder, path).split(sep).join("/"));
	}
	return out;
}

// As any web server: the type by the name, and nothing outside the folder.
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
	".json": "application/json", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
	if (request.url === "/favicon.ico") { // browsers ask for one by themselves
		response.writeHead(204).end();
		return;
	}
	const path = resolve(folder, "." + decodeURIComponent(new URL(request.url, "http://x").pathname));
	if (!path.startsWith(folder + sep) || !existsSync(path) || statSync(path).isDirectory()) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, { "Content-Type": types[extname(path)] || "application/octet-stream" });
	createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const places = {
	"a web server": `http://127.0.0.1:${server.address().port}/`,
	"the disk": pathToFileURL(folder).href + "/",
};

const profile = mkdtempSync(join(tmpdir(), "opened-browser-"));
const browser = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, headless: true,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let n = 0, failed = 0;
function test(name, troubles) {
	n++;
	if (troubles.length > 0) failed++;
	console.log(`${troubles.length ? "not ok" : "ok"} ${n} - ${name}`);
	for (const trouble of troubles.slice(0, 30)) console.log(`# ${trouble}`);
}

for (const [name, base] of Object.entries(places)) {
	const page = await browser.newPage(), troubles = [], all = pages();
	let at = "";
	page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") troubles.push(`${at}: ${m.text()}`); });
	page.on("pageerror", (e) => troubles.push(`${at}: ${e}`));
	page.on("requestfailed", (r) => troubles.push(`${at}: ${r.url()} ${r.failure()?.errorText}`));
	page.on("response", (r) => { if (r.status() >= 400) troubles.push(`${at}: ${r.url()} ${r.status()}`); });
	page.on("request", (r) => { if (!r.url().startsWith(base) && !/^(data:|blob:)/.test(r.url())) troubles.push(`${at} asks for ${r.url()}`); });
	for (at of all) {
		await page.goto(base + at.split("/").map(encodeURIComponent).join("/"));
		const seen = await page.evaluate(() => [document.title, document.querySelectorAll("h1").length, document.body.innerText.length]);
		if (!seen[0] || seen[1] !== 1 || seen[2] < 40) troubles.push(`${at}: title, headings, text: ${seen}`);
	}
	test(`${all.length} pages open from ${name}`, all.length > 5 ? troubles : ["too few pages", ...troubles]);

	const said = [];
	for (const [what, given] of [["#vf-file", archive], ["#vf-dir", folder]]) {
		if (!archive) break;
		at = "verify.html";
		await page.goto(base + at);
		await page.fill("#vf-key", readFileSync(keyFile, "utf8"));
		await page.setInputFiles(what, resolve(given));
		await page.waitForSelector("#vf-out h3, #vf-out .err");
		const head = await page.textContent("#vf-out h3, #vf-out .err");
		if (head !== "Intact, and sealed by the key you named.") said.push(`${what}: ${head}`);
	}
	if (archive) test(`verify.html from ${name} finds the archive and the folder intact`, said);
	await page.close();
}
await browser.close();
server.close();
rmSync(profile, { recursive: true, force: true });
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
