import type { AlertRule } from "@safeloop/engine";
import { Client } from "../../../examples/demo-plant/client.ts";
import type { LoadPoint } from "./startPublisher.ts";

/** A client signed in as a person of the demo, with the session for a stream of its own. */
export async function signedIn(url: string, login: string): Promise<{ readonly client: Client; readonly cookie: string }> {
  const client = new Client(url);
  await client.signIn(login, "safeloop-demo");
  const reply = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json", "x-safeloop": "1", origin: url }, body: JSON.stringify({ login, password: "safeloop-demo" }) });
  return { client, cookie: reply.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ") };
}

export const gateways = 8;

export function loadPoints(prefix: string, count: number): readonly LoadPoint[] {
  return Array.from({ length: count }, (_, k) => ({ id: `${prefix}-${String(k).padStart(5, "0")}`, gateway: `LOAD-GW-${k % gateways}` }));
}

/** A pressure rule, judged without delay. */
export function loadRule(id: string, select: AlertRule["select"], priority: AlertRule["priority"]): AlertRule {
  return {
    id, revision: 0, title: { zh: "压力高", en: "Pressure high" }, message: { zh: "{tag} {value}", en: "{tag} {value}" }, select, per: "tag",
    limits: { H: { value: 900, unit: "kPa", op: ">=", sourceStd: "load test", confidence: "project" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 10, onDelayS: 0, offDelayS: 0, priority, actions: [],
  };
}

/** Areas, gateways, points and rules over HTTP; gives the secret of each gateway. */
export async function prepare(client: Client, areas: number, points: readonly LoadPoint[], periodS: number, rules: readonly AlertRule[]): Promise<(readonly [string, string])[]> {
  const org = await client.get<{ units: { id: string; level: string }[] }>("/api/v1/org");
  const site = org.units.find((unit) => unit.level === "site")?.id;
  for (let k = 0; k < areas; k += 1) await client.post("/api/v1/org/areas", { code: `LOAD${k}`, title: { zh: `负载区 ${k}`, en: `Load area ${k}` }, risk: 4, orgId: site });
  const secrets: [string, string][] = [];
  for (let k = 0; k < gateways; k += 1) {
    const id = `LOAD-GW-${k}`;
    secrets.push([id, (await client.post<{ secret: string }>("/api/v1/devices", { id, title: { zh: id, en: id } })).secret]);
  }
  const header = "id,title_zh,title_en,measurement,unit,min,max,area,gateway,period_s";
  for (let from = 0; from < points.length; from += 2000) {
    const rows = points.slice(from, from + 2000).map(({ id, gateway }, k) => `${id},${id},${id},pressure,kPa,0,1000,LOAD${(from + k) % areas},${gateway},${periodS}`);
    const { created } = await client.postCsv<{ created: number }>("/api/v1/tags/import", [header, ...rows].join("\n"));
    if (created !== rows.length) throw new Error(`imported ${created} of ${rows.length} tags`);
  }
  for (const rule of rules) {
    const { etag } = await client.post<{ etag: string }>("/api/v1/rules", { definition: rule });
    await client.post(`/api/v1/rules/${rule.id}/publish`, { reason: "load test" }, { "if-match": etag });
  }
  return secrets;
}

/** One figure of /metrics; NaN while the server is down. */
export async function metric(url: string, name: string): Promise<number> {
  try {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export interface Judged {
  readonly what: string;
  readonly holds: boolean;
}

/** Prints one line each; the exit code. */
export function conclude(judged: readonly Judged[]): number {
  console.log("");
  for (const { what, holds } of judged) console.log(`${holds ? "held  " : "MISSED"} ${what}`);
  const missed = judged.filter((one) => !one.holds).length;
  console.log(`${judged.length - missed} held, ${missed} missed`);
  return missed === 0 ? 0 : 1;
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
