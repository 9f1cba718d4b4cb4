import {
  fieldAccess, forecast, isSuperseded, lifeTimersOf, mayAct, standsInFor,
  type FlowDefinition, type FlowEnv, type FlowInstance, type ForecastStepView, type HistoryEntry, type HistoryItem, type InstanceView, type LifeEventView,
  type MayAct, type Directory, formOf, verifySignature, type CompiledForm,
} from "@safeloop/engine";
import type { Reader, RouteRequest, ServerContext } from "../context.ts";
import { migratedFrom } from "../migration/migratedFrom.ts";
import { tasksOfInstance } from "../tasks/taskStore.ts";
import { seatDetails } from "../tasks/seatDetails.ts";
import { summaryOf, taskView } from "../tasks/taskView.ts";
import { personRef } from "../views/personRef.ts";
import { allowanceView, mayActView, nodeRef } from "./allowanceView.ts";
import { checkView } from "./checkView.ts";
import { historyOf } from "./instanceStore.ts";
import { flowEnv, type LoadedInstance } from "./loadInstance.ts";

type Locale = RouteRequest["locale"];

const iso = (ms: number): string => new Date(ms).toISOString();

function historyItem(flow: FlowDefinition, instance: FlowInstance, entry: HistoryEntry, directory: Directory): HistoryItem {
  const superseded = isSuperseded(instance, entry);
  return {
    seq: entry.seq,
    at: iso(entry.at),
    by: entry.by === null ? null : personRef(directory, entry.by),
    command: entry.command,
    ...(entry.node === undefined ? {} : { node: nodeRef(flow, entry.node) }),
    ...(entry.visit === undefined ? {} : { visit: entry.visit }),
    ...(entry.comment === undefined ? {} : { comment: entry.comment }),
    ...(entry.outcome === undefined ? {} : { outcome: entry.outcome }),
    ...(entry.signature === undefined ? {} : { signature: { hash: entry.signature.hash, method: entry.signature.method, at: iso(entry.signature.at), intact: verifySignature(instance.submissionId, entry) } }),
    state: superseded ? "superseded" : entry.seat === undefined ? "event" : "done",
    ...(entry.detail === undefined ? {} : { detail: entry.detail }),
  };
}

/** The steps still to come, with names. */
export function forecastView(steps: ReturnType<typeof forecast>): ForecastStepView[] {
  return steps.map((step) => ({
    node: { id: step.node.id, title: { ...step.node.title }, kind: step.node.kind },
    people: step.people.map((one) => ({ id: one.id, name: one.name })),
    certain: step.certain,
    now: step.now,
    ...(step.dueAt === undefined ? {} : { dueAt: iso(step.dueAt) }),
  }));
}

function eventViews(flow: FlowDefinition, form: CompiledForm, events: MayAct["events"], locale: Locale): LifeEventView[] {
  return events.map((event) => {
    const { allowed, code, why } = allowanceView(event, locale);
    const defined = flow.life?.events.find((one) => one.id === event.id);
    return {
      id: event.id,
      title: { ...event.title },
      allowed,
      ...(code === undefined ? {} : { code }),
      ...(why === undefined ? {} : { why }),
      ...(event.checks === undefined ? {} : { checks: event.checks.map((one) => checkView(one, form)) }),
      ...(defined?.reason === undefined ? {} : { reason: defined.reason }),
      ...(defined?.form === undefined ? {} : { form: { sections: [...defined.form.sections] } }),
      ...(defined?.evidence?.signature ? { signature: true } : {}),
    };
  });
}

function lifeView(flow: FlowDefinition, instance: FlowInstance): Pick<InstanceView, "life"> {
  const state = flow.life?.states.find((one) => one.id === instance.life?.state);
  if (!state || !instance.life) return {};
  const titleOfEvent = (id: string): { zh: string; en: string } => ({ ...(flow.life?.events.find((one) => one.id === id)?.title ?? { zh: id, en: id }) });
  const timers = lifeTimersOf(flow, instance).map((timer) => ({ id: timer.id, title: titleOfEvent(timer.fires), dueAt: iso(timer.dueAt) }));
  return { life: { state: state.id, title: { ...state.title }, tone: state.tone, since: iso(instance.life.since), causes: instance.causes.map((one) => one.id), timers } };
}

function suspendedView(instance: FlowInstance, directory: Directory, locale: Locale): Pick<InstanceView, "suspended"> {
  const causes = instance.causes.map((one) => one.id);
  if (instance.suspended) {
    const { by, reason, at } = instance.suspended;
    return { suspended: { by: by === null ? null : personRef(directory, by), reason, at: iso(at), causes } };
  }
  const [first] = instance.causes;
  if (!first) return {};
  return { suspended: { by: null, reason: locale === "en" ? first.reason.en : first.reason.zh, at: iso(first.at), causes } };
}

async function taskViews(ctx: ServerContext, reader: Reader, loaded: LoadedInstance, may: MayAct, principals: ReturnType<typeof standsInFor>, isHidden: (xid: string) => boolean, locale: Locale): Promise<InstanceView["tasks"]> {
  const directory = ctx.directory(loaded.tenantId);
  const form = loaded.form.definition;
  const open = loaded.instance.visits.filter((visit) => visit.state !== "closed").map((visit) => `${loaded.instance.id}:${visit.id}:`);
  // Every seat of a step that is open, and what the viewer may still take back.
  const isShown = (id: string): boolean => open.some((visit) => id.startsWith(visit)) || may.tasks[id]?.commands["takeBack"]?.allowed === true;
  const rows = (await tasksOfInstance(reader, loaded.instance.id)).filter((row) => isShown(row.id));
  return rows
    .sort((a, b) => a.opened_at - b.opened_at || (a.id < b.id ? -1 : 1))
    .map((row) =>
      taskView(row, {
        form, title: loaded.submission.title, directory, now: ctx.clock.now(), details: seatDetails(loaded.instance, row.id, directory), standsInFor: principals[row.id],
        mayAct: mayActView(may.tasks[row.id]?.commands ?? {}, locale),
        summary: summaryOf(form, loaded.answers, directory, isHidden),
      }),
    );
}

/** Where the flow stands; tasks of a life are shown with the life. */
function openPlaces(flow: FlowDefinition, instance: FlowInstance): InstanceView["open"] {
  return instance.visits.filter((visit) => visit.state !== "closed" && !visit.node.startsWith("life.")).map((visit) => ({
    visit: visit.id, node: nodeRef(flow, visit.node), state: visit.state === "blocked" ? "blocked" : "open", since: iso(visit.enteredAt),
    ...(visit.dueAt === undefined ? {} : { dueAt: iso(visit.dueAt) }), ...(visit.waits ? { waitsFor: { ...visit.waits } } : {}),
    ...(visit.children ? { children: { count: visit.children.length, ended: visit.children.filter((one) => one.outcome !== undefined).length } } : {}),
  }));
}

/** Whose eyes a view is made for. */
export interface Viewer {
  readonly personId: string;
  readonly isAdmin: boolean;
  readonly locale: Locale;
}

/** The instance as its page shows it to one person. */
export async function instanceView(ctx: ServerContext, reader: Reader, loaded: LoadedInstance, viewer: Viewer, env?: FlowEnv): Promise<InstanceView> {
  const { instance } = loaded;
  const flow = loaded.flow.definition;
  const directory = ctx.directory(loaded.tenantId);
  const seen = env ?? (await flowEnv(ctx, reader, loaded, viewer.personId, "view"));
  const may = mayAct(flow, instance, viewer.personId, seen, viewer.isAdmin);
  const history = await historyOf(reader, instance.id);
  const access = fieldAccess(flow, instance, viewer.personId, seen);
  return {
    id: instance.id,
    submissionId: instance.submissionId,
    flowId: loaded.record.flow_id,
    flowHash: loaded.record.flow_hash,
    status: instance.status,
    ...(instance.outcome === undefined ? {} : { outcome: instance.outcome }),
    seq: instance.seq,
    generation: instance.generation,
    ...suspendedView(instance, directory, viewer.locale),
    ...lifeView(flow, instance),
    tasks: await taskViews(ctx, reader, loaded, may, standsInFor(flow, instance, viewer.personId, seen), (xid) => access[xid] === "hidden", viewer.locale),
    open: openPlaces(flow, instance),
    history: history.map((entry) => historyItem(flow, instance, entry, directory)),
    ...(await migratedFrom(ctx, reader, loaded.tenantId, instance.seq, history)),
    forecast: instance.status === "running" ? forecastView(forecast(flow, instance, seen)) : [],
    mayAct: mayActView(may.commands, viewer.locale),
    events: eventViews(flow, formOf(loaded.form.definition), may.events, viewer.locale),
  };
}
