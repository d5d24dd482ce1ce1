// Bundles what package.json lists under "bundles" into the folder of static files that the package carries.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const { bundles } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: Object.entries(bundles).map(([name, source]) => ({ in: source, out: name })),
  outdir: "../src/showtime/web/static/app",
  bundle: true,
  format: "iife",
  minify: true,
  target: ["es2022"],
  charset: "utf8",
  legalComments: "linked",
  logLevel: "warning",
});
