// Bundles each src/**/*.test.ts with esbuild and runs them all with Node's own test runner.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const tests = globSync("src/**/*.test.ts", { cwd: import.meta.dirname });
if (tests.length === 0) throw new Error("no test found below src/");

// Inside node_modules, so that packages which stay outside the bundle are found.
const folder = await mkdtemp(join(import.meta.dirname, "node_modules", ".tests-"));
try {
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: tests,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const bundled = globSync("**/*.mjs", { cwd: folder }).map((path) => join(folder, path));
  const runner = spawn(process.execPath, ["--enable-source-maps", "--test", ...bundled], { stdio: "inherit" });
  process.exitCode = await new Promise((resolve) => runner.on("close", (code) => resolve(code ?? 1)));
} finally {
  await rm(folder, { recursive: true, force: true });
}
