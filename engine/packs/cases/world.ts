import { parseInstant } from "../../time/instant.ts";
import type { FactContext } from "../../forms/context.ts";
import type { JsonObject } from "../../model/json.ts";
import { reportStreams, reportTag } from "../../forms/index.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { Area, Directory, OrgUnit, Person } from "../../model/org.ts";
import type { CaseArea, CasePerson, CaseWorld, PackCase } from "../../model/packCase.ts";
import type { Pack } from "../../model/pack.ts";
import type { RoleId } from "../../model/role.ts";
import type { Tag } from "../../model/tag.ts";
import { directoryOf } from "../../testing/directoryOf.ts";
import { person, smallPlant, unit } from "../../testing/people.ts";
import { mergePatch } from "../mergePatch.ts";

/** The world a case begins in: its named layers, then its own. Throws a text when a layer is unknown. */
export function worldOf(pack: Pack, one: PackCase): CaseWorld {
  const layers = (one.use ?? []).map((name) => {
    const world = pack.worlds?.[name];
    if (!world) throw new Error(`no world "${name}" in cases/given`);
    return world;
  });
  return [...layers, one.given ?? {}].reduce(changeWorld, {});
}

/** A world with some facts changed. */
export function changeWorld(world: CaseWorld, change: CaseWorld): CaseWorld {
  return mergePatch(world as JsonObject, change as JsonObject) as CaseWorld;
}

/** People, units and areas as the engine asks for them. */
export function directoryIn(world: CaseWorld): Directory {
  return { ...directoryOf({ units: unitsOf(world), areas: entries(world.areas).map(([id, area]) => areaOf(id, area)), people: entries(world.people).map(([id, one]) => personOf(id, one)) }), ...rostersOf(world) };
}

/** Who stands in and who is on duty; a world that says nothing of it knows of neither. */
function rostersOf(world: CaseWorld): Pick<Directory, "deputy" | "onDuty"> {
  const within = (one: { readonly from: string; readonly to: string }, at: number): boolean => instantOf(one.from, "from") <= at && at < instantOf(one.to, "to");
  const { absences, duty } = world;
  return {
    ...(absences ? { deputy: (id: string, at: number) => absences.find((one) => one.person === id && within(one, at))?.deputy } : {}),
    ...(duty ? { onDuty: (role: RoleId, orgId: string, at: number) => duty.filter((one) => one.role === role && one.orgId === orgId && within(one, at)).flatMap((one) => one.people.map((id) => personOf(id, world.people?.[id] ?? {}))) } : {}),
  };
}

function unitsOf(world: CaseWorld): OrgUnit[] {
  const own = entries(world.units).map(([id, options]) => unit(id, options));
  return [...smallPlant.filter((one) => !own.some((other) => other.id === one.id)), ...own];
}

function personOf(id: string, { contraindications: _c, hours24: _h, ...options }: CasePerson): Person {
  return person(id, options);
}

function areaOf(id: string, area: CaseArea): Area {
  const { known: _k, gasAlarms: _g, evacuation: _e, ...rest } = area;
  return { id, orgId: "s1", code: id, title: { zh: id, en: id }, risk: 3, ...rest };
}

/** Facts at an instant, as the server would build them. `areaId` is the place field's area. */
export function factsIn(world: CaseWorld, now: number, areaId: string | undefined, gasAlarms: number): FactContext {
  const area = areaId === undefined ? undefined : world.areas?.[areaId];
  return {
    now: new Date(now).toISOString(),
    people: Object.fromEntries(entries(world.people).map(([id, one]) => [id, peopleFacts(id, one)])),
    devices: world.devices ?? {},
    linked: world.linked ?? {},
    contractors: (world.contractors ?? {}) as NonNullable<FactContext["contractors"]>,
    ...(world.conflicts ? { conflicts: world.conflicts } : {}),
    livePermits: world.livePermits ?? 0,
    ...(world.calendar ? { calendar: world.calendar } : {}),
    ...(areaId === undefined ? {} : { area: { id: areaId, known: area?.known === true, gasAlarms: (area?.gasAlarms ?? 0) + gasAlarms, evacuation: area?.evacuation === true } }),
  };
}

function peopleFacts(id: string, one: CasePerson): NonNullable<FactContext["people"]>[string] {
  const { name = id, status = "active", roles = [], certificates = [], contraindications, hours24 } = one;
  return {
    name, status, certificates, roles: roles.map((text) => text.split("@")[0] ?? ""),
    ...(contraindications ? { contraindications } : {}), ...(hours24 === undefined ? {} : { hours24 }),
  };
}

/** Tags of the world, with plain defaults; one with `form` (and `rows`) stands for filled forms of the pack. */
export function tagsIn(world: CaseWorld, forms: readonly FormDefinition[]): Tag[] {
  return entries(world.tags).map(([id, { form, rows, ...tag }]) => (form === undefined ? plainTag(id, tag) : formTag(id, tag, forms.find((one) => one.id === form), rows)));
}

function formTag(id: string, { area = "a1", orgId = "u1" }: Partial<Tag>, form: FormDefinition | undefined, rows: string | undefined): Tag {
  const stream = form && reportStreams(form).find((one) => one.rows === rows);
  if (!stream) throw new Error(`the tag "${id}" names a form that the pack does not have, or a table it does not have`);
  return reportTag(form, stream, { id, title: stream.title, area, orgId });
}

function plainTag(id: string, tag: Partial<Tag>): Tag {
  return { id, title: { zh: id, en: id }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "a1", orgId: "u1", periodS: 1, ...tag };
}

/** Epoch ms of a time written in a case; a wrong one throws a text. */
export function instantOf(text: string | undefined, what: string): number {
  const at = text === undefined ? undefined : parseInstant(text);
  if (at === undefined) throw new Error(`${what}: "${text ?? ""}" is no ISO date-time with zone`);
  return at;
}

function entries<T>(map: { readonly [id: string]: T } | undefined): [string, T][] {
  return Object.entries(map ?? {});
}
