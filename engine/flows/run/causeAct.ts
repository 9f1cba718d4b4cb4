import type { JsonObject } from "../../model/json.ts";
import type { Act } from "../../model/flow.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { truthOf } from "../conditions.ts";
import { scopeOf } from "../facts.ts";
import { activePeople, seekerOf } from "../seats/resolveCandidates.ts";
import { writeComputed } from "./computed.ts";
import { moveDues } from "./due.ts";
import { outOfService } from "./outOfService.ts";
import { rowsOf } from "./rowsOf.ts";
import { stopWork } from "./stopWork.ts";
import { valueOf } from "./valueOf.ts";
import { emit, join, note, type Run, tell, write } from "./run.ts";

type Acts = { readonly [K in Act["do"]]: (run: Run, act: Extract<Act, { do: K }>) => void };

/** Turns an act of a node or a life event into effects; `setField` goes into the step's own writes. */
export function causeAct(run: Run, act: Act): void {
  (acts[act.do] as (run: Run, act: Act) => void)(run, act);
}

const acts: Acts = {
  setField: (run, act) => {
    const value = valueOf(run, act.value);
    if (value === undefined) return note(run, { command: "note", outcome: "unknown", detail: { field: act.field, act: "setField" } });
    write(run, act.field, value);
    moveDues(run, [act.field, ...writeComputed(run)]);
  },
  createSubmission,
  startFlow: (run, act) => emit(run, { kind: "startFlow", flow: act.flow, origin: { type: "submission", id: run.instance.submissionId } }),
  raiseAlarm: (run, act) => emit(run, { kind: "raiseAlarm", rule: act.rule, ...keyed(run, act.key) }),
  ackAlarm: (run, act) => emit(run, { kind: "ackAlarm", rule: act.rule, ...keyed(run, act.key) }),
  outOfService,
  interlock: stopWork,
  interlockOver: (run) => emit(run, { kind: "interlockOver", causeId: run.instance.id }),
  notify: (run, act) => {
    const people = activePeople(seekerOf(run), act.candidates);
    join(run, people);
    tell(run, people, "flow.cc", act.message);
  },
  webhook: (run, act) => emit(run, { kind: "webhook", event: act.event, subject: { type: "instance", id: run.instance.id }, data: summary(run) }),
  mqtt: (run, act) => emit(run, { kind: "mqtt", topic: act.topic, data: summary(run) }),
};

/** One, or one for each row; only a `when` that is known to be false leaves it out. */
function createSubmission(run: Run, { form, data, linkField, rows, when }: Extract<Act, { do: "createSubmission" }>): void {
  const plain = scopeOf(run) as JsonObject;
  const scopes = rows === undefined ? [plain] : rowsOf(run, rows).map((row): JsonObject => ({ ...plain, $row: row }));
  for (const scope of scopes) {
    if (when !== undefined && truthOf(run, when, scope) === false) continue;
    emit(run, {
      kind: "createSubmission", form, data: filled(run, data, scope), by: run.by ?? run.instance.initiator,
      origin: { type: "submission", id: run.instance.submissionId }, ...(linkField === undefined ? {} : { linkField }),
    });
  }
}

function filled(run: Run, data: { readonly [xid: string]: JsonLogic }, scope: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).flatMap(([xid, expression]) => {
    const value = valueOf(run, expression, scope);
    return value === undefined ? [] : [[xid, value] as const];
  }));
}

function keyed(run: Run, key: JsonLogic | undefined): { alarmKey?: string } {
  const value = key === undefined ? undefined : valueOf(run, key);
  return value === undefined ? {} : { alarmKey: String(value) };
}

function summary(run: Run): JsonObject {
  const { id, submissionId, number, life, status, outcome } = run.instance;
  return { instance: id, submission: submissionId, number, status, ...(outcome === undefined ? {} : { outcome }), ...(life ? { state: life.state } : {}) };
}
