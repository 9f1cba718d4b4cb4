import type { I18nText } from "@safeloop/engine";
import type { CommandStep, Step } from "../../engine/testing/index.ts";
import type { Happened, Scene } from "./play.ts";
import { fieldTitle } from "./settings.ts";
import { both, say } from "./words.ts";

/** One line of what has happened; `refusal` is what the refused person reads. */
export interface StoryLine { readonly text: I18nText; readonly refusal?: I18nText }

/** What led to the moment, from the submission on, in the order in which it was done. */
export function storyOf({ happened, played }: Scene): readonly StoryLine[] {
  const begun: StoryLine = { text: doing("me", say("inbox", "command.submit")) };
  const outcome = played.picture.outcome;
  const ended: readonly StoryLine[] = outcome === null ? [] : [{ text: both([say("inbox", "command.end"), outcome], { zh: "：", en: ": " }) }];
  return [begun, ...happened.map(lineOf), ...ended];
}

function lineOf({ step, seen, refusals }: Happened): StoryLine {
  const [refusal] = refusals;
  return { text: stepWords(step, seen.targets, toldBy(seen.told)), ...(refusal ? { refusal } : {}) };
}

function stepWords(step: Step, targets: readonly string[], told: readonly string[]): I18nText {
  if ("wait" in step) return { zh: `过了 ${step.wait}`, en: `${step.wait} goes by` };
  if ("event" in step) return { zh: `事件 ${step.event.name}`, en: `event ${step.event.name}` };
  if ("may" in step) return both([`${step.by} `, { zh: "可以", en: "may " }, lower(say("inbox", `command.${step.may}`)), ...(targets.length > 0 ? [listed(targets, { zh: "到 ", en: " to " })] : [])]);
  return both([doing(step.by, verbOf(step)), placeOf(step), objectOf(step), ...(step.do === "urge" || step.do === "cc" ? [listed(told, { zh: "，告知 ", en: ", tells " })] : [])]);
}

/** The word on the button, after who pressed it. */
function doing(by: string, verb: I18nText): I18nText {
  return both([by, { zh: " ", en: ": " }, lower(verb)]);
}

function verbOf(step: CommandStep): I18nText {
  const word = say("inbox", `command.${step.do}`);
  if (step.do !== "addSigner" || step.position === undefined) return word;
  const place = say("inbox", `signer.position.${step.position}`);
  return { zh: place.zh, en: `${word.en} ${place.en}` };
}

/** The English word of a command inside a sentence. */
function lower(text: I18nText): I18nText {
  return { ...text, en: text.en.toLowerCase() };
}

function listed(names: readonly string[], before: I18nText): I18nText {
  return both([before, both(names, { zh: "、", en: ", " })]);
}

function placeOf({ at }: CommandStep): I18nText | string {
  const [place] = at?.split(":") ?? [];
  return place === undefined ? "" : both([{ zh: "（", en: " (" }, place, { zh: "）", en: ")" }]);
}

function objectOf({ to, person, people, data, comment }: CommandStep): I18nText {
  return both([
    ...(to === undefined ? [] : [{ zh: `→ ${to}`, en: ` → ${to}` }]),
    ...(person === undefined ? [] : [{ zh: `→ ${person}`, en: ` → ${person}` }]),
    ...(people === undefined ? [] : [listed(people, { zh: "：", en: ": " })]),
    ...Object.keys(data ?? {}).map((field) => both([{ zh: "，改", en: ", changes " }, fieldTitle(field)])),
    ...(comment === undefined ? [] : [{ zh: `：“${comment}”`, en: `: "${comment}"` }]),
  ]);
}

/** Whom a step has told, without the topics. */
function toldBy(told: readonly string[]): readonly string[] {
  return told.map((one) => one.split(" ")[1] ?? "");
}
