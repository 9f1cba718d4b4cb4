import { isList, isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import { SourceFault, type Blocks } from "./sourceFault.ts";
import { mergeParts } from "./mergeParts.ts";

/**
 * Writes out the building blocks of a pack's source. A definition says
 * `"$blocks": ["base", {"use": "gas", "with": {…}}, "$own"]` and gets their
 * members in that order, its own at `$own` (last when it is not named); any
 * value may be `{"$use": "name", "with": {…}}`. Inside a block:
 * `{"$param": "name"}` and `"${name}"` stand for what was given with it,
 * `{"$if": "name", "then": …, "else": …}` for one of two, `{"$each": "name",
 * "as": "row", "do": …}` in a list for one entry each; what gives a list
 * inside a list is spliced into it. A name that is not known is a SourceFault.
 */
export function writeOut(source: JsonValue, blocks: Blocks): JsonValue {
  return new Writer(blocks).value(source, {}, 0) ?? null;
}

type Given = { readonly [name: string]: JsonValue };

/** More than this in one another, or in all, is a loop that was not seen, or made to exhaust us. */
const deepest = 160;
const mostParts = 200_000;
const mostText = 4_000_000;

class Writer {
  #made = 0;
  #text = 0;

  constructor(readonly blocks: Blocks) {}

  value(from: JsonValue, given: Given, depth: number): JsonValue | undefined {
    if (depth > deepest || (this.#made += 1) > mostParts) throw new SourceFault("PACK_BLOCK_DEEP", {});
    if (typeof from === "string") return this.#counted(filled(from, given));
    if (isList(from)) return from.flatMap((one) => this.#entry(one, given, depth + 1));
    return isObject(from) ? this.#object(from, given, depth) : from;
  }

  /** Texts put into one another could double at each step. */
  #counted(made: JsonValue): JsonValue {
    if (typeof made === "string" && (this.#text += made.length) > mostText) throw new SourceFault("PACK_BLOCK_DEEP", {});
    return made;
  }

  /** What one entry of a list becomes: none, one, or several. */
  #entry(from: JsonValue, given: Given, depth: number): readonly JsonValue[] {
    if (isObject(from) && "$each" in from) return this.#each(from, given, depth);
    const made = this.value(from, given, depth);
    if (made === undefined) return [];
    return isList(made) && isObject(from) && isPart(from) ? made : [made];
  }

  #each(from: JsonObject, given: Given, depth: number): readonly JsonValue[] {
    const over = read(given, text(from["$each"], "$each"));
    if (!isList(over)) throw new SourceFault("PACK_BLOCK_PARAM", { block: "$each", name: text(from["$each"], "$each") });
    const as = text(from["as"], "as");
    return over.flatMap((row) => this.#entry(from["do"] ?? null, { ...given, [as]: row }, depth + 1));
  }

  #object(from: JsonObject, given: Given, depth: number): JsonValue | undefined {
    if ("$param" in from) return read(given, text(from["$param"], "$param"));
    if ("$if" in from) return this.#branch(from, given, depth);
    if ("$use" in from) return this.#use(text(from["$use"], "$use"), this.#members(own(from, "with"), given, depth), depth);
    const { $blocks, ...rest } = from;
    const mine = this.#members(rest, given, depth);
    return $blocks === undefined ? mine : this.#parts($blocks, mine, given, depth);
  }

  #branch(from: JsonObject, given: Given, depth: number): JsonValue | undefined {
    const side = from[isThere(find(given, text(from["$if"], "$if"))) ? "then" : "else"];
    return side === undefined ? undefined : this.value(side, given, depth + 1);
  }

  #members(from: unknown, given: Given, depth: number): JsonObject {
    if (!isObject(from)) return {};
    return Object.fromEntries(Object.entries(from).flatMap(([key, value]) => {
      const made = this.value(value, given, depth + 1);
      return made === undefined ? [] : [[filled(key, given) as string, made] as const];
    }));
  }

  #parts(list: JsonValue, mine: JsonObject, given: Given, depth: number): JsonValue {
    const named = isList(list) ? list : [list];
    const order = named.includes("$own") ? named : [...named, "$own"];
    return order.map((one) => (one === "$own" ? mine : this.#part(one, given, depth))).reduce(mergeParts, {});
  }

  #part(one: JsonValue, given: Given, depth: number): JsonValue {
    if (typeof one === "string") return this.#use(one, {}, depth);
    if (!isObject(one)) throw new SourceFault("PACK_BLOCK_UNKNOWN", { block: JSON.stringify(one) });
    return this.#use(text(one["use"], "use"), this.#members(own(one, "with"), given, depth), depth);
  }

  #use(name: string, given: Given, depth: number): JsonValue {
    const block = this.blocks(name);
    if (!block) throw new SourceFault("PACK_BLOCK_UNKNOWN", { block: name });
    const params = isObject(block["params"]) ? block["params"] : {};
    for (const key of Object.keys(given)) if (!Object.hasOwn(params, key)) throw new SourceFault("PACK_BLOCK_EXTRA", { block: name, name: key });
    const all = Object.fromEntries(Object.entries(params).flatMap(([key, spec]) => {
      const value = Object.hasOwn(given, key) ? given[key] : isObject(spec) ? own(spec, "default") as JsonValue | undefined : undefined;
      if (value !== undefined) return [[key, value] as const];
      if (isObject(spec) && spec["optional"] === true) return [];
      throw new SourceFault("PACK_BLOCK_PARAM", { block: name, name: key });
    }));
    return this.value(block["body"] ?? {}, all, depth + 4) ?? {};
  }
}

/** True for an entry of a list that may give several. */
const isPart = (from: JsonObject): boolean => "$use" in from || "$param" in from || "$if" in from;
const isThere = (value: JsonValue | undefined): boolean => value !== undefined && value !== null && value !== false && value !== "" && !(isList(value) && value.length === 0);

function text(value: JsonValue | undefined, where: string): string {
  if (typeof value !== "string") throw new SourceFault("PACK_BLOCK_PARAM", { block: where, name: JSON.stringify(value ?? null) });
  return value;
}

/** `row.code` looks into what `row` stands for. */
function find(given: Given, path: string): JsonValue | undefined {
  const [first = "", ...rest] = path.split(".");
  return rest.reduce<JsonValue | undefined>((at, key) => (isObject(at) ? own(at, key) as JsonValue | undefined : undefined), own(given, first) as JsonValue | undefined);
}

function read(given: Given, path: string): JsonValue {
  const value = find(given, path);
  if (value === undefined) throw new SourceFault("PACK_BLOCK_PARAM", { block: "$param", name: path });
  return value;
}

/** A whole `"${name}"` keeps its type; inside other text it is written into it. */
function filled(from: string, given: Given): JsonValue {
  const whole = /^\$\{([\w.-]+)\}$/.exec(from);
  if (whole) return read(given, whole[1] ?? "");
  return from.includes("${") ? from.replace(/\$\{([\w.-]+)\}/g, (_, path: string) => String(read(given, path))) : from;
}
