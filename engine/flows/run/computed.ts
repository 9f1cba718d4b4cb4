import { evaluateForm, formOf } from "../../forms/index.ts";
import { jsonEqual } from "../../logic/index.ts";
import { own, type JsonValue } from "../../model/json.ts";
import { factsFor } from "../facts.ts";
import { type Run, write } from "./run.ts";

/** Brings computed fields in line after the flow itself has written an answer; gives back the x-ids that changed. */
export function writeComputed(run: Run): readonly string[] {
  const form = formOf(run.env.form);
  const computed = form.roots.filter((field) => field.computed);
  if (computed.length === 0) return [];
  const { answers } = evaluateForm(form, run.answers, factsFor(run, "act", run.by));
  const changed = computed.filter(({ xid }) => !jsonEqual(valueIn(run.answers, xid), valueIn(answers, xid)));
  for (const { xid } of changed) write(run, xid, valueIn(answers, xid));
  return changed.map((field) => field.xid);
}

function valueIn(answers: object, xid: string): JsonValue {
  return (own(answers, xid) as JsonValue | undefined) ?? null;
}
