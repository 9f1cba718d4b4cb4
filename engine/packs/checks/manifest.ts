import { issue, warning, type Issue } from "../../issues/issue.ts";
import { isObject } from "../../model/json.ts";
import type { Pack, PackTemplate } from "../../model/pack.ts";

const idShape = /^[a-z][a-z0-9-]{0,63}$/;
const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;
const categories: readonly string[] = ["permit", "hazard", "people", "contractor", "emergency", "equipment", "warning"];

/** What must hold before anything else can be looked at: lists of objects with an id each. */
export function packShapeIssues(pack: Pack): Issue[] {
  const wrong = (field: string, expected: string): Issue => issue("PACK_SHAPE", `/${field}`, { field, expected });
  const lists: readonly [string, unknown][] = [["forms", pack.forms], ["flows", pack.flows], ["rules", pack.rules], ["cases", pack.cases ?? []], ["calendars", pack.calendars ?? []]];
  const broken = lists.filter(([, list]) => !Array.isArray(list) || !list.every((one) => isObject(one) && typeof one["id"] === "string")).map(([field]) => wrong(field, "[{id, …}]"));
  const { manifest } = pack;
  const listed = isObject(manifest) && Array.isArray(manifest.templates) && manifest.templates.every((one) => isObject(one) && typeof one["id"] === "string" && (one["rules"] === undefined || Array.isArray(one["rules"])));
  const { inputs } = isObject(manifest) ? manifest : {};
  if (inputs !== undefined && !(Array.isArray(inputs) && inputs.every((one) => isObject(one) && typeof one["id"] === "string" && isObject(one["title"]) && isObject(one["selector"])))) broken.push(wrong("inputs", "[{id, title, selector: {…}}]"));
  const needed = isObject(manifest) && isObject(manifest.requires) ? manifest.requires["packs"] : undefined;
  if (needed !== undefined && !(isObject(needed) && Object.values(needed).every((one) => typeof one === "string"))) broken.push(wrong("requires.packs", "{id: \">=1.0.0\"}"));
  return listed ? broken : [wrong("pack.json", "{id, version, title, publisher, templates: [{id, title, category, form?, flow?, rules?}]}"), ...broken];
}

/** The shape of `pack.json`, unique ids, and that each template and definition finds the other. */
export function manifestIssues(pack: Pack): Issue[] {
  const { manifest } = pack;
  const need = (ok: boolean, field: string, expected: string): Issue[] => (ok ? [] : [issue("PACK_SHAPE", `/pack/${field}`, { field, expected })]);
  return [
    ...need(idShape.test(String(manifest.id)), "id", "a-z 0-9 -"),
    ...need(semver.test(String(manifest.version)), "version", "SemVer 1.2.3"),
    ...need(typeof manifest.publisher === "string" && manifest.publisher !== "", "publisher", "a name"),
    ...manifest.templates.flatMap((one, i) => need(idShape.test(String(one.id)) && categories.includes(String(one.category)), `templates/${i}`, `{id, title, category: ${categories.join(" | ")}}`)),
    ...duplicates("template", manifest.templates), ...duplicates("form", pack.forms), ...duplicates("flow", pack.flows), ...duplicates("rule", pack.rules), ...duplicates("case", pack.cases ?? []), ...duplicates("calendar", pack.calendars ?? []),
    ...manifest.templates.flatMap((one) => missingParts(pack, one)), ...unused(pack),
  ];
}

function duplicates(kind: string, list: readonly { readonly id: string }[]): Issue[] {
  const ids = list.map((one) => one.id);
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => issue("PACK_DUPLICATE", `/${kind}s/${id}`, { kind, id }));
}

function missingParts(pack: Pack, template: PackTemplate): Issue[] {
  const lost = (kind: string, list: readonly { readonly id: string }[], id: string | undefined): Issue[] =>
    id === undefined || list.some((one) => one.id === id) ? [] : [issue("PACK_REFERENCE", `/pack/templates/${template.id}`, { from: template.id, kind, id })];
  return [...lost("form", pack.forms, template.form), ...lost("flow", pack.flows, template.flow), ...(template.rules ?? []).flatMap((id) => lost("rule", pack.rules, id))];
}

function unused(pack: Pack): Issue[] {
  const { templates } = pack.manifest;
  const named = { form: templates.map((one) => one.form), flow: templates.map((one) => one.flow), rule: templates.flatMap((one) => one.rules ?? []) };
  const idle = (kind: keyof typeof named, list: readonly { readonly id: string }[]): Issue[] =>
    list.filter((one) => !named[kind].includes(one.id)).map((one) => warning("PACK_UNUSED", `/${kind}s/${one.id}`, { kind, id: one.id }));
  return [...idle("form", pack.forms), ...idle("flow", pack.flows), ...idle("rule", pack.rules)];
}
