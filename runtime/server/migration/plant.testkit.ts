import { expect } from "vitest";
import type { FlowDefinition, FormDefinition, InstanceView, MigrationPreview, MigrationRun, TaskView } from "@safeloop/engine";
import { envelopeOf, type InstanceRecord } from "../instances/instanceStore.ts";
import { call, type Answer } from "../testing/asPerson.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, type TestDriver } from "../testing/testApp.ts";
import { inspectionForm } from "../testing/testDefinitions.ts";

const t = (text: string): { zh: string; en: string } => ({ zh: text, en: text });

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** An approval by people of the plant, named by login. */
export const approval = (id: string, who: readonly string[], extra: object = {}): Node => Object.assign({
  id, kind: "approval", title: { zh: `步骤${id}`, en: `Step ${id}` }, mode: "all", completion: "early", dedupe: "none", candidates: who.map((one) => ({ kind: "person", person: `p-${one}` })),
  onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" },
}, extra);
export const node = (id: string, kind: string, extra: object = {}): Node => Object.assign({ id, kind, title: t(id) }, extra);

/** A flow along lines such as "S>A>Z"; its form has the flow's id unless another is named. */
export function drawn(id: string, nodes: readonly Node[], lines: readonly string[], form = id): FlowDefinition {
  const all = [node("S", "start", { fields: { "*": "edit" } }), ...nodes, node("Z", "end", { outcome: "approved" })];
  const pairs = lines.flatMap((line) => line.split(">").map((to, i, steps) => [steps[i - 1], to] as const).slice(1));
  const edges = pairs.map(([from, to], i) => ({ id: `${from}-${to}`, from, to, order: i }));
  return { id, revision: 1, title: { zh: `流程${id}`, en: `Flow ${id}` }, form: { id: form }, nodes: all, edges, settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] } } as unknown as FlowDefinition;
}

/** A straight flow of the nodes given. */
export const straight = (id: string, nodes: readonly Node[], form = id): FlowDefinition => drawn(id, nodes, [["S", ...nodes.map((one) => one.id), "Z"].join(">")], form);

export interface Sent {
  readonly submission: string;
  readonly id: string; // of the instance
  readonly seq: number;
}

/** Everything of an instance that an undo has to give back. */
export interface Stored {
  readonly envelope: string;
  readonly flowHash: string;
  readonly permit: number;
  readonly formHash: string;
  readonly formRevision: number;
  readonly answers: string;
  readonly tasks: readonly object[];
  readonly holders: readonly object[];
  readonly history: readonly object[];
  readonly waits: readonly object[];
  readonly timers: readonly object[];
}

/** A server with the test plant, driven as people do it over HTTP. */
export class Plant {
  private readonly forms = new Set<string>();
  private constructor(readonly app: TestApp) {}

  static async make(driver: TestDriver): Promise<Plant> {
    return new Plant(await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } }));
  }

  /** Publishes the next revision of a flow, and its form where that is new. */
  async publish(flow: FlowDefinition): Promise<void> {
    const { id } = flow.form;
    if (!this.forms.has(id)) await publishTest(this.app, { forms: [formOf(id)] });
    this.forms.add(id);
    await this.revise("flows", flow);
  }

  /** Publishes a definition, also one that is published already. */
  async revise(kind: "forms" | "flows", definition: FlowDefinition | FormDefinition): Promise<void> {
    const path = `/${kind}/${definition.id}`;
    const made = await this.post("designer", `/${kind}`, { definition });
    const saved = made.status === 201 ? made : await this.redraft(kind, definition);
    const done = await call(this.app, "designer", "POST", `${path}/publish`, { reason: "test" }, { "if-match": saved.body["etag"] as string });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }

  private async redraft(kind: string, definition: { readonly id: string }): Promise<Answer<{ [k: string]: unknown }>> {
    const path = `/${kind}/${definition.id}`;
    const { etag } = (await call<{ etag: string }>(this.app, "designer", "GET", path)).body;
    const saved = await call<{ [k: string]: unknown }>(this.app, "designer", "PUT", `${path}/draft`, { definition }, { "if-match": etag });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    return saved;
  }

  post<T = { [k: string]: unknown }>(as: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return call<T>(this.app, as, "POST", path, body, headers);
  }

  get<T>(as: string, path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return call<T>(this.app, as, "GET", path, undefined, headers);
  }

  async submit(form: string, data: object = { what: "x" }, as = "worker"): Promise<Sent> {
    const sent = await this.post<{ id: string; instance: InstanceView }>(as, "/submissions", { form, data });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    await this.app.settle();
    return { submission: sent.body.id, id: sent.body.instance.id, seq: sent.body.instance.seq };
  }

  async inbox(as: string): Promise<TaskView[]> {
    return (await this.get<{ items: TaskView[] }>(as, "/tasks?mine=true&limit=200")).body.items;
  }

  async taskOf(as: string, sent: Sent): Promise<TaskView> {
    const task = (await this.inbox(as)).find((one) => one.submissionId === sent.submission);
    if (!task) throw new Error(`${as} has nothing to do at ${sent.submission}`);
    return task;
  }

  decide(as: string, task: Pick<TaskView, "id" | "version">, body: object = { command: "approve" }): Promise<Answer<{ detail?: string; params?: { [k: string]: unknown }; instance?: InstanceView }>> {
    return this.post(as, `/tasks/${encodeURIComponent(task.id)}/commands`, { version: task.version, ...body });
  }

  preview(flow: string, body: object, as = "safety", headers: Record<string, string> = {}): Promise<Answer<MigrationPreview>> {
    return this.post(as, `/flows/${flow}/migration/preview`, body, headers);
  }

  run(flow: string, to: number, instances: readonly (Pick<Sent, "id" | "seq"> & { readonly mapping?: object })[], as = "safety"): Promise<Answer<MigrationRun>> {
    const asked = instances.map(({ id, seq, mapping }) => ({ id, seq, ...(mapping ? { mapping } : {}) }));
    return this.post(as, `/flows/${flow}/migration/run`, { to, instances: asked, reason: "新规程" });
  }

  undo(id: string, as = "safety"): Promise<Answer<{ instance?: InstanceView; params?: { [k: string]: unknown } }>> {
    return this.post(as, `/instances/${id}/migration/undo`, { reason: "弄错了" });
  }

  async view(sent: Sent, as = "safety"): Promise<InstanceView> {
    return (await this.get<{ instance: InstanceView }>(as, `/submissions/${sent.submission}`)).body.instance;
  }

  async seqOf(id: string): Promise<number> {
    return (await this.app.store.first<{ seq: number }>({ sql: "select seq from instances where id = ?", bindings: [id] }))?.seq ?? -1;
  }

  /** What is stored of an instance, column by column. */
  async stored({ id, submission }: Sent): Promise<Stored> {
    const rows = <R extends object>(sql: string, key = id): Promise<R[]> => this.app.store.all<R>({ sql, bindings: [key] });
    const [instance] = await rows<InstanceRecord>("select * from instances where id = ?");
    const [paper] = await rows<{ form_hash: string; form_revision: number; answers: string }>("select form_hash, form_revision, answers from submissions where id = ?", submission);
    if (!instance || !paper) throw new Error(`${id} is not stored`);
    expect(envelopeOf(instance).definitionHash, "the envelope and the column name one revision").toBe(instance.flow_hash);
    return {
      envelope: instance.envelope, flowHash: instance.flow_hash, permit: instance.permit, formHash: paper.form_hash, formRevision: paper.form_revision, answers: paper.answers,
      tasks: await rows("select * from tasks where instance_id = ? order by id"),
      holders: await rows("select h.* from task_holders h join tasks t on t.id = h.task_id where t.instance_id = ? order by h.task_id, h.person_id"),
      history: await rows("select seq, i, entry from instance_history where instance_id = ? order by seq, i"),
      waits: await rows("select * from flow_waits where instance_id = ? order by visit"),
      timers: await rows("select key, due_at from jobs where key like ? order by key", `${id}/%`),
    };
  }

  /** Rows a migration writes in tables that only grow. */
  async counts(id: string): Promise<{ readonly audit: readonly string[]; readonly backups: number }> {
    const audit = await this.app.store.all<{ action: string }>({ sql: "select action from audit_rows where subject_id = ? order by id", bindings: [id] });
    const backups = await this.app.store.all({ sql: "select instance_id from flow_backups where instance_id = ?", bindings: [id] });
    return { audit: audit.map((row) => row.action), backups: backups.length };
  }
}

/** A form of the plant under another id. */
export function formOf(id: string, more: { readonly [key: string]: object } = {}, required: readonly string[] = ["what"]): FormDefinition {
  const properties = { ...(inspectionForm.schema["properties"] as object), ...more };
  return { ...inspectionForm, id, title: t(id), schema: { type: "object", properties, required: [...required] } } as unknown as FormDefinition;
}
