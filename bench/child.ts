import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A server of its own, started with the flags that `npm start` gives it. */
export function startServer(script: string, args: readonly string[] = []): ChildProcess {
  const { config } = JSON.parse(readFileSync("package.json", "utf8")) as { config: { serverFlags: string } };
  return fork(fileURLToPath(new URL(script, import.meta.url)), args, { execArgv: [config.serverFlags], stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

/** Waits for the next message of a server under load, after sending it one where there is something to say; fails when the server ends instead. */
export function ask<T>(child: ChildProcess, message?: string | object): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the server under load ended with ${code ?? "a signal"}`));
    child.once("exit", ended);
    child.once("message", (answer) => {
      child.off("exit", ended);
      resolve(answer as T);
    });
    if (message !== undefined) child.send(message);
  });
}
