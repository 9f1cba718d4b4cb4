import type { FlowDefinition, HistoryItem, I18nText } from "@safeloop/engine";
import type { TFunction } from "i18next";

export interface DetailWords {
  readonly t: TFunction;
  readonly text: (value: I18nText | string | undefined) => string;
  readonly flow: FlowDefinition | null | undefined;
  /** The name behind a person's id. */
  readonly nameOf: (id: string) => string;
}

/** Commands whose outcome is a person's id. */
const aboutPerson: ReadonlySet<string> = new Set(["transfer", "delegate", "reduceSigner"]);
/** Commands whose detail lists people. */
const aboutPeople: ReadonlySet<string> = new Set(["addSigner", "cc"]);

const idsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

/** Ids of the people a line of the history speaks of, beside who acted. */
export function mentioned({ command, outcome, detail }: HistoryItem): readonly string[] {
  const people = aboutPeople.has(command) ? idsIn(detail?.["people"]) : [];
  const one = aboutPerson.has(command) && outcome !== undefined ? [outcome] : [];
  return [...people, ...one, ...idsIn([detail?.["for"]])];
}

type Phrase = (item: HistoryItem, words: DetailWords) => readonly (string | false | undefined)[];

const titleOf = (node: string | undefined, { flow, text }: DetailWords): string => text(flow?.nodes.find((one) => one.id === node)?.title ?? node);
const person: Phrase = ({ command, outcome = "" }, { t, nameOf }) => [t(`submissions:did.${command}`, { name: nameOf(outcome) })];
const listed = (item: HistoryItem, { t, nameOf }: DetailWords): string => idsIn(item.detail?.["people"]).map(nameOf).join(t("inbox:comma"));

/** What each command did, to whom and where to, beside its own word. */
const phrases: { readonly [command: string]: Phrase } = {
  transfer: person, delegate: person, reduceSigner: person,
  cc: (item, words) => [words.t("submissions:did.cc", { names: listed(item, words) })],
  addSigner: (item, words) => [listed(item, words), words.t(`submissions:did.signs.${item.outcome}`), typeof item.detail?.["mode"] === "string" && idsIn(item.detail["people"]).length > 1 && words.t(`inbox:signer.mode.${item.detail["mode"]}`)],
  return: ({ outcome }, words) => [outcome !== undefined && words.t("submissions:did.to", { step: titleOf(outcome, words) })],
  jump: ({ outcome }, words) => [words.t("submissions:did.to", { step: titleOf(outcome, words) }), words.t("submissions:did.audited")],
  takeBack: ({ outcome }, { t }) => [outcome !== undefined && outcome !== "" && t(`submissions:did.was.${outcome}`)],
  back: ({ detail }, { t }) => [typeof detail?.["generation"] === "number" && t("submissions:round", { n: detail["generation"] + 1 })],
  goto: ({ detail }, { t }) => [typeof detail?.["generation"] === "number" && t("submissions:round", { n: detail["generation"] + 1 })],
  subflow: ({ detail }, { t }) => [typeof detail?.["children"] === "number" && t("submissions:did.children", { count: detail["children"] })],
  childEnded: ({ outcome }, { t }) => [outcome !== undefined && t(`submissions:outcome.${outcome}`, { defaultValue: outcome })],
  wait: ({ outcome }, { t }) => [outcome !== undefined && t(`submissions:did.waited.${outcome}`, { defaultValue: outcome })],
  note: ({ outcome, detail }, { t }) => [outcome === "calendarAssumed" && t("submissions:did.years", { years: Array.isArray(detail?.["years"]) ? detail["years"].join(t("inbox:comma")) : "" })],
};

/** To whom, where to, how: what a line of the history tells beside who and what. Empty when there is nothing to tell. */
export function detailText(item: HistoryItem, words: DetailWords): string {
  const behalf = typeof item.detail?.["for"] === "string" && words.t("submissions:did.for", { name: words.nameOf(item.detail["for"]) });
  return [behalf, ...(phrases[item.command]?.(item, words) ?? [])].filter(Boolean).join(" · ");
}
