import { type Candidate, elementIdOf, fieldKind, formUnitText, isObject, type JsonLogic, type JsonValue, kindOf as kindOfSchema, type Locale, type PackElement, type PackTree, type RoleId, textIn, varsOf } from "@safeloop/engine";
import type { ConditionNames } from "@safeloop/web";
import { candidateWords } from "../../flows/nodeWords.ts";
import type { Translate } from "../../i18n/translate.ts";
import { ruleWords } from "./ruleWords.ts";

/** What naming things takes beside the two definitions. */
export interface Naming {
  readonly before: PackTree;
  readonly after: PackTree;
  readonly locale: Locale;
  /** Words of the designer, which conditions and candidates are told in. */
  readonly designer: Translate;
  /** A condition over a form as a sentence, in the words of the daily app. */
  readonly speak: (logic: JsonLogic, names: ConditionNames) => string | undefined;
  /** Words of changes. */
  readonly t: Translate;
  readonly role: (id: RoleId) => string;
  readonly person: (id: string) => string;
  /** Fields and limits of the form that a flow or a rule is about; of a form it is the form itself. */
  readonly form: ConditionNames;
  /** X-ids that `form` has a title for. */
  readonly fields: ReadonlySet<string>;
  /** What a named check of that form says. */
  readonly check: (id: string) => string | undefined;
}

const letters = { upper: new Set(["H", "HH"]), lower: new Set(["L", "LL"]) } as const satisfies { readonly [side: string]: ReadonlySet<string> };

/** What things of two versions are called, so that no line shows an id. */
export class Names {
  constructor(readonly given: Naming) {}

  at(el: string): PackElement | undefined {
    return this.given.after.elements.get(el) ?? this.given.before.elements.get(el);
  }

  /** The element's own title, label or words, in the reader's language. */
  own(one: PackElement | undefined): string | undefined {
    for (const word of ["title", "text", "label", "message"]) {
      const [zh, en] = [one?.props[`${word}.zh`], one?.props[`${word}.en`]];
      if (typeof zh === "string" && zh !== "") return plain(textIn({ zh, en: typeof en === "string" && en !== "" ? en : zh }, this.given.locale));
    }
    return undefined;
  }

  /** “风力”; of what has no title, what it is. */
  name(el: string): string {
    const one = this.at(el);
    const own = this.own(one);
    if (!one || own === undefined) return one ? this.untitled(one) : this.given.t("changes:name.thing");
    return roots.has(one.kind) ? this.given.t(`changes:root.${one.kind}`) : this.quoted(own);
  }

  quoted(words: string): string {
    return this.given.t("changes:quoted", { words });
  }

  kind(one: PackElement): string {
    return this.given.t(`changes:kind.${one.kind}`);
  }

  /** The kind of a field, such as 数字. */
  fieldKind(one: PackElement): string {
    const { kind, ...rest } = one.props;
    const schema = { ...(typeof rest["schema.type"] === "string" ? { type: rest["schema.type"] } : {}), ...(typeof kind === "string" ? { "x-kind": kind } : {}) };
    return this.kindTitle(kindOfSchema(schema)) ?? "";
  }

  kindTitle(kind: string): string | undefined {
    const label = fieldKind(kind)?.label;
    return label && textIn(label, this.given.locale).replace(/\s*[（(].*[)）]$/, "");
  }

  /** The field of the form spoken of; undefined where it has no title. */
  field(path: string): string | undefined {
    const last = path.split(".").at(-1) ?? "";
    const own = [...this.given.after.elements.values(), ...this.given.before.elements.values()].find((one) => one.kind === "field" && elementIdOf(one.id) === last);
    return this.own(own) ?? (this.given.fields.has(path) ? this.given.form.field(path) : undefined);
  }

  /** An element of this definition by its id. */
  byId(id: string): string | undefined {
    const found = [this.given.after, this.given.before].flatMap((tree) => [...tree.elements.values()]).find((one) => elementIdOf(one.id) === id);
    return found && this.own(found);
  }

  candidate(props: { readonly [prop: string]: JsonValue }): string {
    const none = this.given.t("changes:name.thing");
    const names = { role: this.given.role, person: this.given.person, field: (xid: string) => this.field(xid) ?? none, node: (id: string) => this.byId(id) ?? none };
    const words: string | undefined = candidateWords(props as unknown as Candidate, names, this.given.designer); // a draft may hold another kind
    return words === undefined || /\b(scope|undefined)\b/.test(words) ? none : words;
  }

  /** A condition as a sentence; undefined where any part of it has no words. */
  condition(logic: JsonLogic, isRule: boolean): string | undefined {
    if (isRule) return ruleWords(logic, this);
    if (varsOf(logic).some((path) => this.field(path) === undefined)) return undefined;
    const { form } = this.given;
    const answer = (value: JsonValue, xid: string | undefined): string => this.option(xid, value) ?? form.answer(value, xid);
    return this.given.speak(logic, { ...form, answer, field: (xid) => this.field(xid) ?? xid, limit: (id) => this.limitValue(id) ?? form.limit(id) });
  }

  /** How a choice is labelled. */
  option(path: string | undefined, value: JsonValue): string | undefined {
    return path === undefined ? undefined : this.byId(`${path.split(".").at(-1) ?? ""}=${String(value)}`);
  }

  /** A limit of this definition as number and unit. */
  limitValue(id: string): string | undefined {
    const found = [this.given.after, this.given.before].flatMap((tree) => [...tree.elements.values()]).find((one) => one.kind === "limit" && elementIdOf(one.id) === `limit:${id}`);
    const value = found?.props["value"] as { readonly value?: string; readonly unit?: string } | undefined;
    return value?.value === undefined ? undefined : `${value.value} ${this.unit(value.unit)}`.trim();
  }

  /** The values of a limit that is one for each gas or range. */
  limitFamily(id: string): string | undefined {
    const stem = `limit:${id}.`;
    const ids = [...new Set([this.given.after, this.given.before].flatMap((tree) => [...tree.elements.values()]).filter((one) => one.kind === "limit" && elementIdOf(one.id).startsWith(stem)).map((one) => elementIdOf(one.id).slice("limit:".length)))];
    const values = ids.map((one) => this.limitValue(one));
    return values.length === 0 || values.includes(undefined) ? undefined : values.join(" / ");
  }

  unit(unit: string | undefined): string {
    return formUnitText(unit, this.given.locale);
  }

  private untitled(one: PackElement): string {
    const { t } = this.given;
    const id = elementIdOf(one.id);
    const owner = (): string => this.name(one.parent);
    switch (one.kind) {
      case "limit": return this.limit(one, id.slice("limit:".length));
      case "permission": return this.permission(id.slice(id.lastIndexOf("/fields/") + "/fields/".length));
      case "candidate": return this.quoted(this.candidate(one.props));
      case "option": return this.quoted(id.slice(id.indexOf("=") + 1));
      case "row": return this.quoted(id.slice(id.indexOf("/") + 1));
      case "showing": return this.quoted(this.field(String(one.props["field"])) ?? t("changes:name.thing"));
      case "action": return this.quoted(wordOf(t, `designer:action.${String(one.props["do"])}`) ?? this.kind(one));
      case "act": return this.quoted(wordOf(t, `changes:act.${String(one.props["do"])}`) ?? this.kind(one));
      case "timer": return this.quoted(this.byId(`event:${String(one.props["fires"])}`) ?? t("changes:kind.timer"));
      case "branch": case "reminder": return t(`changes:name.${one.kind}`, { owner: owner() });
      case "effect": return this.quoted(this.field(String(one.props["target"])) ?? t("changes:name.thing"));
      default: return t("changes:name.one", { kind: this.kind(one) });
    }
  }

  private permission(place: string): string {
    const { t } = this.given;
    if (place === "*") return t("changes:name.rest");
    return this.quoted((place.startsWith("section:") ? this.byId(place) : this.field(place)) ?? t("changes:name.thing"));
  }

  /** Limits have no titles: 高报 where the letter says it, else on which side they lie and what they rest on. */
  private limit(one: PackElement, id: string): string {
    const { t } = this.given;
    const { sourceStd, clause, value } = one.props;
    const op = isObject(value) ? String(value["op"] ?? "") : "";
    const side = op.startsWith(">") ? "upper" : op.startsWith("<") ? "lower" : undefined;
    if (side !== undefined && (letters[side] as ReadonlySet<string>).has(id)) return this.quoted(t(`changes:limit.${id}`));
    const source = [sourceStd, clause].filter((part): part is string => typeof part === "string" && part !== "").join(" ");
    if (side === undefined) return source === "" ? t("changes:name.one", { kind: this.kind(one) }) : this.quoted(source);
    return this.quoted(source === "" ? t(`changes:limit.${side}`) : t("changes:limit.of", { side: t(`changes:limit.${side}`), source }));
  }
}

/** The word under a key, if there is one. */
export function wordOf(t: Translate, key: string): string | undefined {
  const word = t(key, { defaultValue: "" });
  return word === "" || word === key ? undefined : word;
}

/** A message without the places that are filled in when it is shown. */
export const plain = (words: string): string => words.replace(/\{[^{}]*\}/g, "…");

const roots: ReadonlySet<string> = new Set(["form", "flow", "rule"]);
