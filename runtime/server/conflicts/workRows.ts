import { standingAt, type CountedPeriod, type Look, type Period, type Work } from "@safeloop/engine";
import type { Reader, Store, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";

interface Row {
  readonly submission_id: string;
  readonly number: string;
  readonly kind: string;
  readonly from_at: number | null;
  readonly to_at: number | null;
  readonly live: number;
  readonly pos_x: number | null;
  readonly pos_y: number | null;
  readonly pos_z: number | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly reach_m: number | null;
  readonly layers: number | null;
  readonly keys: string;
  readonly linked: string;
}

/** A work as others reckon with it; `live` ones until they are over. */
export interface CountedWork extends Work {
  readonly live: boolean;
}

const insert = `insert into works (submission_id, i, tenant_id, instance_id, number, kind, from_at, to_at, live, pos_x, pos_y, pos_z, lat, lng, reach_m, layers, keys, linked)
  values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`;

/** Puts the works of a ticket in place of those before; true when that changed what others reckon with. */
export async function writeWorks(tx: Tx, tenantId: string, submissionId: string, instanceId: string | null, works: readonly CountedWork[]): Promise<boolean> {
  const before = await tx.all<Row>({ sql: "select * from works where submission_id = ? order by i", bindings: [submissionId] });
  if (JSON.stringify(before.map(workOf)) === JSON.stringify(works)) return false;
  if (before.length > 0) await tx.run({ sql: "delete from works where submission_id = ?", bindings: [submissionId] });
  for (const [i, one] of works.entries()) {
    const { x, y, z, lat, lng } = one.spot;
    await tx.run({
      sql: insert,
      bindings: [submissionId, i, tenantId, instanceId, one.number, one.kind, one.from, one.to, one.live ? 1 : 0, x, y, z, lat, lng, one.reachM, one.layers, JSON.stringify(one.keys), JSON.stringify(one.linked)],
    });
  }
  return true;
}

function workOf(row: Row): CountedWork {
  return {
    ticket: row.submission_id, number: row.number, kind: row.kind, from: row.from_at, to: row.to_at,
    spot: { x: row.pos_x, y: row.pos_y, z: row.pos_z, lat: row.lat, lng: row.lng }, reachM: row.reach_m, layers: row.layers,
    keys: fromJson<{ [name: string]: string | null }>(row.keys), linked: fromJson<string[]>(row.linked), live: row.live === 1,
  };
}

/** A work with the period others reckon with, in the order of the columns. */
export function counted(work: Work, { from, to, live }: CountedPeriod): CountedWork {
  const { ticket, number, kind, spot, reachM, layers, keys, linked } = work;
  return { ticket, number, kind, from, to, spot, reachM, layers, keys, linked, live };
}

interface Part {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

const metresPerDegree = 111_195;
/** Marked on the site's axes both, and outside the other's reach: not brought. */
function reachPart({ x, y }: Work["spot"], inTheirReach: true | undefined): Part | undefined {
  if (!inTheirReach || x === null || y === null) return undefined;
  return { sql: "(reach_m is null or pos_x is null or (pos_x between ? - reach_m and ? + reach_m and pos_y between ? - reach_m and ? + reach_m))", bindings: [x, x, y, y] };
}

/** A globe is no cylinder: boxes in degrees are drawn this much too large. */
const spare = 1.01;

/** Both places known, and farther apart than the look reaches: not brought. */
function placePart(spot: Work["spot"], withinM: number | undefined): Part | undefined {
  if (withinM === undefined) return undefined;
  const { x, y, lat, lng } = spot;
  const onSite = x !== null && y !== null ? [x - withinM, x + withinM, y - withinM, y + withinM] : undefined;
  const onGlobe = lat !== null && lng !== null ? globeBox(lat, lng, withinM) : undefined;
  if (!onSite && !onGlobe) return undefined;
  const site = onSite ? { sql: "pos_x between ? and ? and pos_y between ? and ?", bindings: onSite } : undefined;
  const globe = onGlobe ? { sql: "lat between ? and ? and lng between ? and ?", bindings: onGlobe } : undefined;
  // Measured on the axes where both have them, else on the globe where both are there, else not at all.
  if (site && globe) return { sql: `(case when pos_x is not null then ${site.sql} when lat is not null then ${globe.sql} else 1 = 1 end)`, bindings: [...site.bindings, ...globe.bindings] };
  if (site) return { sql: `(pos_x is null or (${site.sql}))`, bindings: site.bindings };
  return globe && { sql: `(lat is null or (${globe.sql}))`, bindings: globe.bindings };
}

/** Near a pole every longitude may be near; there only the latitude counts. */
function globeBox(lat: number, lng: number, withinM: number): number[] {
  const up = (withinM / metresPerDegree) * spare;
  const round = Math.cos(Math.min(Math.abs(lat) + up, 90) * (Math.PI / 180));
  const across = round > 0.01 ? up / round : 360;
  return lng - across < -180 || lng + across > 180 ? [lat - up, lat + up, -180, 180] : [lat - up, lat + up, lng - across, lng + across];
}

function keyPart(key: Look["key"], dialect: Store["dialect"]): Part | undefined {
  if (!key) return undefined;
  const has = dialect === "sqlite" ? "instr(keys, ?) > 0" : "strpos(keys, ?) > 0";
  const name = `${JSON.stringify(key.name)}:`;
  return { sql: `(${has} or not ${has})`, bindings: [`${name}${JSON.stringify(key.value)}`, `${name}"`] };
}

function timePart({ from, to }: Period, now: number): Part[] {
  return [
    ...(to === null ? [] : [{ sql: "(from_at is null or from_at < ?)", bindings: [to] }]),
    ...(from === null ? [] : [{ sql: "(to_at is null or to_at > ? or (live = 1 and to_at <= ?))", bindings: [from, now] }]),
  ];
}

/** The works a look finds in the period of `mine`, those of its own ticket left out. Brings too many rather than too few. */
export async function lookAround(reader: Reader, dialect: Store["dialect"], tenantId: string, mine: Work, look: Look, now: number): Promise<CountedWork[]> {
  const kinds = look.kinds && { sql: `kind in (${look.kinds.map(() => "?").join(",")})`, bindings: look.kinds };
  const parts: readonly (Part | undefined)[] = [kinds, ...timePart(mine, now), placePart(mine.spot, look.withinM), reachPart(mine.spot, look.inTheirReach), keyPart(look.key, dialect)];
  const held = parts.filter((part) => part !== undefined);
  const sql = ["select * from works where tenant_id = ? and submission_id <> ?", ...held.map((part) => part.sql)].join(" and ");
  const rows = await reader.all<Row>({ sql, bindings: [tenantId, mine.ticket, ...held.flatMap((part) => part.bindings)] });
  return rows.map((row) => {
    const work = workOf(row);
    return { ...work, ...standingAt(work, now) };
  });
}

/** Every work that others must reckon with at this instant, as it stands. */
export async function standingWorks(reader: Reader, tenantId: string, now: number): Promise<CountedWork[]> {
  const rows = await reader.all<Row>({ sql: "select * from works where tenant_id = ? and (live = 1 or to_at is null or to_at > ?) order by submission_id, i", bindings: [tenantId, now] });
  return rows.map((row) => {
    const work = workOf(row);
    return { ...work, ...standingAt(work, now) };
  });
}
