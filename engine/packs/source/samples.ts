import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import type { PackCase } from "../../model/packCase.ts";
import { mergePatch } from "../mergePatch.ts";

/** Answers to try a template with, by template id: of its cases, those the fullest one begins with. */
export function samplesOf(pack: Pack, worlds: Pack["worlds"] = pack.worlds): { readonly [template: string]: JsonObject } {
  const found = new Map<string, JsonObject>();
  for (const one of pack.cases ?? []) {
    const data = answersOf(one, worlds ?? {});
    if (Object.keys(data).length > Object.keys(found.get(one.template) ?? {}).length) found.set(one.template, data);
  }
  return Object.fromEntries(found);
}

/** Cases are not checked when this is asked: what is no list or object counts as nothing. */
function answersOf({ use, given }: PackCase, worlds: NonNullable<Pack["worlds"]>): JsonObject {
  const names: readonly unknown[] = Array.isArray(use) ? use : [];
  const layers = [...names.map((name) => (typeof name === "string" && Object.hasOwn(worlds, name) ? worlds[name] : undefined)), given].map((world) => (isObject(world) && isObject(world["data"]) ? world["data"] : undefined));
  const merged = layers.reduce<JsonValue>((all, one) => (one === undefined ? all : mergePatch(all, one)), {});
  return isObject(merged) ? merged : {};
}
