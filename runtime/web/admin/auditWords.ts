import type { TFunction } from "i18next";

const outcomes = ["refused", "ignored"] as const;

/** A word of the table, or undefined: the log may be older or younger than this build. */
function word(t: TFunction, key: string): string | undefined {
  const found: unknown = t(key, { defaultValue: "" });
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** What was done in words: "alarm.raise" → "报警 · 触发". A refused or late act says so; an act without words stays as it is. */
export function auditWords(action: string, t: TFunction): string {
  const outcome = outcomes.find((one) => action.endsWith(`.${one}`) && action !== "session.refused");
  const act = outcome === undefined ? action : action.slice(0, -outcome.length - 1);
  const done = word(t, `audit.whole.${act.replaceAll(".", "-")}`) ?? eventWords(act, t) ?? pairWords(act, t) ?? act;
  return outcome === undefined ? done : t(`audit.${outcome}`, { what: done });
}

/** A life event is named by its flow; one this build does not know keeps its name. */
function eventWords(act: string, t: TFunction): string | undefined {
  if (!act.startsWith("instance.event.")) return undefined;
  const event = act.slice("instance.event.".length);
  return t("audit.event", { event: word(t, `audit.life.${event}`) ?? event });
}

function pairWords(act: string, t: TFunction): string | undefined {
  const cut = act.lastIndexOf(".");
  const noun = word(t, `audit.noun.${act.slice(0, cut).replaceAll(".", "-")}`);
  const verb = word(t, `audit.verb.${act.slice(cut + 1)}`);
  return noun === undefined || verb === undefined ? undefined : `${noun} · ${verb}`;
}

/** What it was done to; a kind without a word stays as it is. */
export function subjectWord(type: string, t: TFunction): string {
  return word(t, `audit.of.${type}`) ?? type;
}
