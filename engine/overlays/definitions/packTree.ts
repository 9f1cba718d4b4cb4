import type { JsonObject } from "../../model/json.ts";
import type { Pack, PackManifest } from "../../model/pack.ts";
import { elementIdOf, noParent, type Ref, type Tree } from "../tree/element.ts";
import { DefinitionBuilder, jsonOf, omit, TreeBuilder, TreeReader } from "./builder.ts";
import { flatten, unflatten } from "./flatten.ts";
import { addFlow } from "./flowTree.ts";
import { addForm } from "./formTree.ts";
import { addRule, isFilled, listOf, present, ruleOf } from "./ruleTree.ts";
import { flowOfTree } from "./treeFlow.ts";
import { formOfTree } from "./treeForm.ts";

/** What of a pack overlays can change. Calendars, cases and the worlds of cases stay beside the tree. */
export type Definitions = Pick<Pack, "manifest" | "forms" | "flows" | "rules">;

/**
 * The pack as one typed tree (overlays.md 1): the manifest is its root, forms,
 * flows and rules hang below. `fromTree(toTree(pack))` gives the same
 * definitions for every valid pack. Revisions are kept; no overlay sets them.
 */
export function toTree(pack: Definitions): Tree {
  const tree = new TreeBuilder();
  const builder = new DefinitionBuilder(tree, `pack/${pack.manifest.id}`);
  const json = jsonOf(pack.manifest);
  const lists = ["templates", "inputs"].filter((key) => isFilled(json[key]));
  const root = builder.add("pack", "pack", noParent, "", flatten(omit(json, "id", ...lists)));
  if (lists.includes("templates")) for (const one of json["templates"] as readonly JsonObject[]) builder.add(`template:${String(one["id"])}`, "template", root, "templates", flatten(omit(one, "id"), templateRules));
  if (lists.includes("inputs")) (json["inputs"] as readonly JsonObject[]).forEach((one, at) => builder.add(`input:${inputName(one, at)}`, "input", root, "inputs", flatten(one)));
  for (const form of pack.forms) addForm(tree, root, form);
  for (const flow of pack.flows) addFlow(tree, root, flow);
  for (const rule of pack.rules) addRule(tree, root, rule);
  return tree.done();
}

const templateRules = { set: (path: string) => path === "rules" || path === "governs" };

function inputName(input: JsonObject, at: number): string {
  const name = input["id"] ?? input["key"] ?? input["name"];
  return typeof name === "string" ? name : String(at + 1);
}

/** The definitions of a tree, without what is removed. It judges nothing: what comes out goes through the checkers. */
export function fromTree(tree: Tree): Definitions {
  const known = written.get(tree) ?? writeOut(tree);
  written.set(tree, known);
  return known;
}

/** A tree never changes, so what is written of it once stands. */
const written = new WeakMap<Tree, Definitions>();

function writeOut(tree: Tree): Definitions {
  const reader = new TreeReader(tree);
  const [root] = reader.children(noParent, "");
  if (!root) throw new Error("a tree without a pack");
  const all = (slot: string): readonly Ref[] => reader.children(root.id, slot).map((one) => one.id);
  const manifest = {
    id: root.id.slice("pack/".length, root.id.indexOf("#")), ...unflatten(root.props),
    ...present("templates", listOf(reader, root.id, "templates", (ref, props) => ({ id: elementIdOf(ref).slice("template:".length), ...unflatten(props, templateRules) }))),
    ...present("inputs", listOf(reader, root.id, "inputs", (_, props) => unflatten(props))),
  };
  return { manifest: manifest as unknown as PackManifest, forms: all("forms").map((ref) => formOfTree(reader, ref)), flows: all("flows").map((ref) => flowOfTree(reader, ref)), rules: all("rules").map((ref) => ruleOf(reader, ref)) };
}

