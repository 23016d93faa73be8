/** Starts the demo with a Redis-protocol server beside it, on free ports and a store of its own; stops both at the end. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const PATIENCE_MS = 180_000;

export const python = process.env.PYTHON ?? join(ROOT, ".venv/bin/python");

/** What child processes need to find the package, whether it is installed or not. */
export function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { REDIS_ADDR: _addr, REDIS_URL: _url, DATABASE_URL: _database, ...env } = process.env;
  return { ...env, PYTHONPATH: join(ROOT, "src"), ...extra };
}

export default async function start(): Promise<() => Promise<void>> {
  if (process.env.E2E_ADDRESS) return async () => undefined;
  if (!existsSync(join(ROOT, "src/teralineage/web/index.html")))
    throw new Error("Build the page first: npm run build");
  const data = mkdtempSync(join(tmpdir(), "teralineage-e2e-"));
  const server = spawn(python, ["scripts/run.py", "--port", "0", "--no-browser", "--data-dir", data], {
    cwd: ROOT,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.env.E2E_ADDRESS = await addressOf(server);
  process.env.E2E_DATA = data;
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

/** The address that the server prints once it answers. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => reject(new Error(`The demo ${why}:\n${said.slice(-2000)}`));
    const timer = setTimeout(() => {
      server.kill("SIGTERM");
      fail("did not answer in time");
    }, PATIENCE_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /answers at (http:\/\/\S+)/.exec(said)?.[1];
      if (address) {
        clearTimeout(timer);
        resolve(address);
      }
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("error", (error) => fail(`could not be started (${error.message})`));
    server.once("exit", (code) => fail(`ended with code ${code}`));
  });
}
