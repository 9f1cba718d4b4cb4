import { createServer, type Server } from "node:http";
import { incidentNamed, incidents } from "./incidents.ts";
import type { Simulator } from "./simulator.ts";

const style = "body{font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}button{font:inherit;min-height:48px;padding:0 1rem;margin:0 .5rem .5rem 0}";

function page(simulator: Simulator): string {
  const buttons = incidents.map(({ name, title }) => `<button name="incident" value="${name}">${title.zh} · ${title.en}</button>`).join("");
  const running = simulator.running(Date.now());
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>演示工厂 · Demo plant</title><style>${style}</style>
<h1>演示工厂 · Demo plant</h1><p>只改变仪表的读数，报警由平台判断。<br>These change what instruments read; the platform decides what is an alarm.</p>
<form method="post">${buttons}<button name="incident" value="calm">全部恢复 · All calm</button></form>
<p>正在进行 · Running: ${running.length > 0 ? running.join(", ") : "—"}</p></html>`;
}

/** Runs a command typed or pressed; false when it is not known. */
export function runCommand(simulator: Simulator, command: string): boolean {
  if (command.trim() === "calm") {
    simulator.calm();
    return true;
  }
  const incident = incidentNamed(command);
  if (incident) simulator.start(incident, Date.now());
  return incident !== undefined;
}

/** The plant's own page of buttons, on this machine only. */
export function serveControl(simulator: Simulator, port: number): Server {
  return createServer((request, response) => {
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html; charset=utf-8").end(page(simulator));
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => (body = (body + chunk.toString()).slice(0, 1000)));
    request.on("end", () => {
      runCommand(simulator, new URLSearchParams(body).get("incident") ?? "");
      response.writeHead(303, { location: "/" }).end();
    });
  }).listen(port, "127.0.0.1");
}
