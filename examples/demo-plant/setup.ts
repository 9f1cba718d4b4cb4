import { plantAssets } from "./assets.ts";
import type { Client } from "./client.ts";
import { areas, gateways, type PlantTag, tags } from "./plant.ts";

interface OrgView {
  readonly units: readonly { readonly id: string; readonly level: string; readonly code: string }[];
  readonly areas: readonly { readonly id: string; readonly code: string }[];
}

const header = "id,title_zh,title_en,measurement,unit,min,max,area,gateway,asset,medium,x,y,z,period_s,safety,may_be_constant,hold_s,labels,design";

function csvLine(tag: PlantTag): string {
  const numeric = tag.unit !== "";
  const cells = [
    tag.id, tag.title.zh, tag.title.en, tag.measurement, tag.unit, numeric ? tag.min : "", numeric ? tag.max : "", tag.area, tag.gateway,
    tag.asset, tag.medium, tag.x, tag.y, tag.z, tag.periodS, tag.safety ? 1 : 0, tag.mayBeConstant ? 1 : 0, tag.holdS, tag.labels ?? "", tag.design ?? "",
  ];
  return cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",");
}

/** The tag list as the import file an engineer would upload. */
export function tagCsv(): string {
  return [header, ...tags.map(csvLine)].join("\r\n");
}

async function ensureAreas(client: Client): Promise<void> {
  const org = await client.get<OrgView>("/api/v1/org");
  const site = org.units.find((unit) => unit.level === "site");
  if (!site) throw new Error("The organisation has no site; create one before the plant can be set up.");
  for (const area of areas) {
    if (!org.areas.some((one) => one.code === area.code)) await client.post("/api/v1/org/areas", { ...area, orgId: site.id });
  }
}

async function ensureAssets(client: Client): Promise<void> {
  const org = await client.get<OrgView>("/api/v1/org");
  const { items } = await client.get<{ items: readonly { readonly id: string }[] }>("/api/v1/assets?limit=200");
  for (const asset of plantAssets(Date.now())) {
    const { area, ...rest } = asset;
    const areaId = org.areas.find((one) => one.code === area)?.id;
    if (!items.some((one) => one.id === asset.id)) await client.post("/api/v1/assets", { ...rest, ...(areaId ? { area: areaId } : {}) });
  }
}

/** Registers the gateways and gives each its secret; a known one gets a fresh secret, since the old is stored only as a hash. */
async function ensureDevices(client: Client): Promise<ReadonlyMap<string, string>> {
  const { items } = await client.get<{ items: readonly { readonly id: string }[] }>("/api/v1/devices?limit=200");
  const secrets = new Map<string, string>();
  for (const gateway of gateways) {
    const known = items.some((device) => device.id === gateway.id);
    const path = known ? `/api/v1/devices/${gateway.id}/secret` : "/api/v1/devices";
    const { secret } = await client.post<{ secret: string }>(path, known ? {} : { id: gateway.id, title: { zh: gateway.zh, en: gateway.en } });
    secrets.set(gateway.id, secret);
  }
  return secrets;
}

/** Areas, equipment, devices and tags, over HTTP, repeatable. Gives the MQTT secret of each gateway. */
export async function setUp(client: Client): Promise<ReadonlyMap<string, string>> {
  await ensureAreas(client);
  await ensureAssets(client);
  const secrets = await ensureDevices(client);
  const result = await client.postCsv<{ issues: readonly unknown[] }>("/api/v1/tags/import", tagCsv());
  if (result.issues.length > 0) throw new Error(`The tag list was not taken whole: ${JSON.stringify(result.issues.slice(0, 3))}`);
  return secrets;
}
