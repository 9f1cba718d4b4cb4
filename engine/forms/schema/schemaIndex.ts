import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import { pointerSteps } from "../../issues/pointer.ts";
import { draftNamed, subschemaKeywords, type Draft } from "./dialect.ts";
import { resolveUri, splitFragment } from "./uri.ts";

/** One schema resource: a document, or a subschema with its own `$id`. */
export interface Resource {
  readonly uri: string;
  readonly root: JsonValue;
  readonly draft: Draft;
  /** False when the meta-schema leaves the validation vocabulary out. */
  readonly validates: boolean;
  readonly anchors: Map<string, Located>;
  readonly dynamicAnchors: Map<string, Located>;
}

/** A schema and the resource it lies in. */
export interface Located {
  readonly schema: JsonValue;
  readonly resource: Resource;
}

/** Documents by URI; nothing is ever fetched. */
export type SchemaRegistry = ReadonlyMap<string, JsonValue>;

const deepest = 1_000;

/** Finds schemas by URI, anchor and pointer, in one document and in the registry beside it. */
export class SchemaIndex {
  private readonly resources = new Map<string, Resource>();

  constructor(private readonly registry: SchemaRegistry, private readonly defaultDraft: Draft) {}

  /** Takes a document in. Its URI is its `$id`, or the one given. */
  add(document: JsonValue, uri: string): Resource {
    return this.resource(document, uri, this.defaultDraft, 0);
  }

  /** What `reference` names, seen from `from`; undefined when nothing does. */
  find(reference: string, from: Resource): Located | undefined {
    const [location, fragment = ""] = splitFragment(reference);
    const resource = this.byUri(resolveUri(from.uri, location));
    if (!resource) return undefined;
    if (fragment === "") return { schema: resource.root, resource };
    if (!fragment.startsWith("/")) return resource.anchors.get(decode(fragment));
    return this.byPointer(resource, fragment);
  }

  private byUri(uri: string): Resource | undefined {
    const known = this.resources.get(uri);
    if (known) return known;
    const document = this.registry.get(uri);
    return document === undefined ? undefined : this.add(document, uri);
  }

  /** Follows a pointer; a `$id` met on the way changes the resource. */
  private byPointer(resource: Resource, pointer: string): Located | undefined {
    let here: Located = { schema: resource.root, resource };
    for (const step of pointerSteps(pointer).map(decode)) {
      const container: unknown = here.schema;
      if (typeof container !== "object" || container === null) return undefined;
      const next = own(container, step) as JsonValue | undefined;
      if (next === undefined) return undefined;
      here = { schema: next, resource: this.resourceAt(next, here.resource) };
    }
    return here;
  }

  /** The resource a schema met inside `outer` lies in. */
  resourceAt(schema: JsonValue, outer: Resource): Resource {
    const id = idOf(schema, outer.draft);
    return id === undefined ? outer : this.resources.get(resolveUri(outer.uri, id)) ?? outer;
  }

  private resource(root: JsonValue, given: string, outer: Draft, depth: number): Resource {
    const draft = this.draftOf(root, outer);
    const id = idOf(root, draft);
    const uri = id === undefined ? given : resolveUri(given, id);
    const known = this.resources.get(uri);
    if (known?.root === root) return known;
    const resource: Resource = { uri, root, draft, validates: this.validates(root), anchors: new Map(), dynamicAnchors: new Map() };
    this.resources.set(uri, resource);
    if (!this.resources.has(given)) this.resources.set(given, resource);
    this.index(root, resource, true, depth);
    return resource;
  }

  private draftOf(root: JsonValue, outer: Draft): Draft {
    const named = isObject(root) ? root["$schema"] : undefined;
    if (typeof named !== "string") return outer;
    return draftNamed(named) ?? this.draftOf(this.registry.get(named.replace(/#$/, "")) ?? null, outer);
  }

  private validates(root: JsonValue): boolean {
    const named = isObject(root) && typeof root["$schema"] === "string" ? root["$schema"] : "";
    if (draftNamed(named)) return true;
    const meta = this.registry.get(named.replace(/#$/, ""));
    const vocabulary = isObject(meta) ? meta["$vocabulary"] : undefined;
    return !isObject(vocabulary) || "https://json-schema.org/draft/2020-12/vocab/validation" in vocabulary;
  }

  private index(schema: JsonValue, resource: Resource, isRoot: boolean, depth: number): void {
    if (!isObject(schema) || depth > deepest) return;
    if (!isRoot && idOf(schema, resource.draft) !== undefined) return void this.resource(schema, resource.uri, resource.draft, depth);
    note(schema, resource);
    if (resource.draft === "draft-07" && typeof schema["$ref"] === "string") return this.indexMaps(schema, ["definitions"], resource, depth);
    const places = subschemaKeywords[resource.draft];
    for (const keyword of places.one) this.index(member(schema, keyword), resource, false, depth + 1);
    for (const keyword of places.list) {
      const list = member(schema, keyword);
      if (Array.isArray(list)) list.forEach((item: JsonValue) => this.index(item, resource, false, depth + 1));
    }
    this.indexMaps(schema, places.map, resource, depth);
  }

  private indexMaps(schema: JsonObject, keywords: readonly string[], resource: Resource, depth: number): void {
    for (const keyword of keywords) {
      const map = member(schema, keyword);
      if (isObject(map)) Object.keys(map).forEach((key) => this.index(member(map, key), resource, false, depth + 1));
    }
  }
}

function note(schema: JsonObject, resource: Resource): void {
  const located: Located = { schema, resource };
  const { $anchor, $dynamicAnchor, $id, $ref } = schema;
  if (resource.draft === "draft-07") {
    if (typeof $id === "string" && typeof $ref !== "string" && splitFragment($id)[1]) resource.anchors.set(splitFragment($id)[1] ?? "", located);
    return;
  }
  if (typeof $anchor === "string") resource.anchors.set($anchor, located);
  if (typeof $dynamicAnchor !== "string") return;
  resource.anchors.set($dynamicAnchor, located);
  resource.dynamicAnchors.set($dynamicAnchor, located);
}

/** The `$id` that makes a resource. Draft 7: beside `$ref`, or as a mere fragment, it makes none. */
function idOf(schema: JsonValue, draft: Draft): string | undefined {
  if (!isObject(schema) || typeof schema["$id"] !== "string") return undefined;
  const [location] = splitFragment(schema["$id"]);
  const ignored = location === "" || (draft === "draft-07" && typeof schema["$ref"] === "string");
  return ignored ? undefined : location;
}

function member(object: JsonObject, key: string): JsonValue {
  return (own(object, key) as JsonValue | undefined) ?? null;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
