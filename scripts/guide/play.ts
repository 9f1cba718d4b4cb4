import { type I18nText, type Issue, type IssueParams, messageOf } from "@safeloop/engine";
import { type IdiomCase, PlayedCase, readIdiomCases, type Seen, type Step } from "../../engine/testing/index.ts";
import type { Moment } from "./moments.ts";
import { say } from "./words.ts";

/** A step of the case, what it has shown, and why it was refused if it was. */
export interface Happened {
  readonly step: Step;
  readonly seen: Seen;
  readonly refusals: readonly I18nText[];
}

/** A case run up to its moment: all a picture is drawn from. */
export interface Scene {
  readonly moment: Moment;
  readonly title: I18nText;
  readonly played: PlayedCase;
  readonly happened: readonly Happened[];
  /** Whose each seat has been, by task id, the latest last. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

const idioms = readIdiomCases();

export function sceneOf(moment: Moment): Scene {
  const { title, given } = lookUp(moment);
  const played = new PlayedCase(given);
  const owners = new Map<string, string[]>();
  noteOwners(played, owners);
  const happened = given.steps.slice(0, moment.steps).map((step) => {
    const one = playStep(played, step);
    noteOwners(played, owners);
    return one;
  });
  return { moment, title, played, happened, owners };
}

/** The idiom's name and its case; a choice that names what is not there is a fault. */
function lookUp(moment: Moment): { readonly title: I18nText; readonly given: IdiomCase } {
  const found = idioms.find((one) => one.idiom.id === moment.idiom);
  const given = found?.cases.find((one) => one.id === moment.case);
  if (!found || !given || given.steps.length < moment.steps) throw new Error(`${moment.idiom} has no case ${moment.case} of ${moment.steps} steps`);
  return { title: { zh: found.idiom.zh, en: found.idiom.en }, given };
}

function playStep(played: PlayedCase, step: Step): Happened {
  const seen = played.play(step);
  const issues = "do" in step ? played.run.last.issues.filter((one) => one.severity === "error") : [];
  return { step, seen, refusals: issues.map(firstSentence) };
}

/** What the refused person reads, up to the first full stop: the rest says what to do about it. */
function firstSentence({ code, params }: Issue): I18nText {
  const said = (locale: "zh-CN" | "en"): string => messageOf(code, called(params), locale).split(/[。；;]|\. |\.$/)[0] ?? "";
  return { zh: said("zh-CN"), en: said("en") };
}

/** People are called as in the case, where the directory writes them large, and a command as on its button. */
function called(params: IssueParams): IssueParams {
  const { person, command, ...rest } = params;
  const word = typeof command === "string" ? say("inbox", `command.${command}`) : undefined;
  return { ...rest, ...(typeof person === "string" ? { person: person.toLowerCase() } : {}), ...(word ? { commandZh: word.zh, commandEn: word.en.toLowerCase() } : {}) };
}

function noteOwners(played: PlayedCase, owners: Map<string, string[]>): void {
  for (const task of played.run.tasks()) {
    const known = owners.get(task.id) ?? [];
    if (known[known.length - 1] !== task.person) owners.set(task.id, [...known, task.person]);
  }
}
