import { isObject, own, type Answers, type Directory, type FormDefinition, type I18nText, type JsonValue, type MayActView, type TaskView } from "@safeloop/engine";
import { listFieldsOf } from "../submissions/listed.ts";
import { personRef } from "../views/personRef.ts";
import type { SeatDetails } from "./seatDetails.ts";
import type { TaskRecord } from "./taskStore.ts";

const summaryFields = 4;

/** What a list shows of a value: names for people, areas and choices in both languages, the value itself otherwise. */
export function shownValue(field: ReturnType<typeof listFieldsOf>[number], value: JsonValue | undefined, directory: Directory): JsonValue {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((one: JsonValue) => shownValue(field, one, directory));
  if (isObject(value)) {
    const area = own(value, "area");
    return typeof area === "string" ? titleValue(directory.area(area)?.title, area) : value;
  }
  if (typeof value !== "string") return value;
  const labels = own(field.schema, "x-enum");
  const label = isObject(labels) ? own(labels, value) : undefined;
  if (isObject(label)) return titleValue(label as unknown as I18nText, value);
  return directory.person(value)?.name ?? titleValue(directory.orgUnit(value)?.title, value);
}

function titleValue(title: I18nText | undefined, otherwise: string): JsonValue {
  return title ? { zh: title.zh, en: title.en } : otherwise;
}

/** The first list fields with their values, so that an inbox line says what it is about. */
export function summaryOf(form: FormDefinition, answers: Answers, directory: Directory, hidden: (xid: string) => boolean): TaskView["summary"] {
  return listFieldsOf(form)
    .filter((field) => !hidden(field.xid) && answers[field.xid] !== undefined)
    .slice(0, summaryFields)
    .map((field) => ({ label: { ...field.title }, value: shownValue(field, answers[field.xid], directory) }));
}

export interface TaskViewParts {
  readonly form: { readonly id: string; readonly title: { readonly zh: string; readonly en: string } };
  readonly title: string;
  readonly mayAct: MayActView;
  readonly summary: TaskView["summary"];
  readonly directory: Directory;
  readonly now: number;
  readonly details?: SeatDetails;
  /** Whom the caller stands in for here. */
  readonly standsInFor?: string | undefined;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A stored task as inbox and instance page show it. */
export function taskView(row: TaskRecord, parts: TaskViewParts): TaskView {
  return {
    id: row.id,
    instanceId: row.instance_id ?? "",
    submissionId: row.submission_id ?? "",
    number: row.number,
    form: { id: parts.form.id, title: { ...parts.form.title } },
    title: parts.title,
    node: { id: row.node, title: { zh: row.title_zh, en: row.title_en }, kind: row.node_kind },
    seat: { person: personRef(parts.directory, row.person_id), state: row.seat_state, ...parts.details?.seat, ...(parts.standsInFor === undefined ? {} : { standsInFor: personRef(parts.directory, parts.standsInFor) }) },
    ...(parts.details?.visit === undefined ? {} : { visit: parts.details.visit }),
    version: row.version,
    openedAt: iso(row.opened_at),
    ...(row.closed_at === null ? {} : { closedAt: iso(row.closed_at) }),
    ...(row.due_at === null ? {} : { dueAt: iso(row.due_at) }),
    overdue: row.due_at !== null && row.state === "open" && row.due_at < parts.now,
    state: row.state === "waiting" ? "open" : row.state,
    kind: row.kind,
    mayAct: parts.mayAct,
    summary: parts.summary,
    ...(row.alarm_id === null ? {} : { alarmId: row.alarm_id }),
  };
}
