import { newSigningKey, publicPartOf, signed } from "./archive/signature.ts";
import type { ArchiveFile } from "./archive/readArchive.ts";
import { writeArchive } from "./archive/writeArchive.ts";

const text = (zh: string, en: string) => ({ zh, en });
export const publisherKey = newSigningKey();
export const publisherPublicKey = publicPartOf(publisherKey);

/** A third party's pack: a log of visits with a legal limit, a parameter and an approval. */
export interface VisitPack {
  readonly version?: string;
  readonly longest?: number;
  readonly title?: string;
  readonly noteTitle?: string;
  readonly hasNote?: boolean;
  readonly extra?: boolean;
  readonly inputs?: boolean;
  readonly standard?: boolean;
  /** The form under another id: the old one is no longer there. */
  readonly formId?: string;
  readonly id?: string;
  /** A stay of more than 20 minutes needs a note, and a case shows it. */
  readonly asksNote?: boolean;
}

const field = (xid: string, title: string, rest: object): object => ({ "x-id": xid, "x-title": text(title, xid), ...rest });

const noteCheck = { id: "V-02", target: "note", effect: "check", on: "submit", expr: { or: [{ "<=": [{ var: "minutes" }, 20] }, { "!!": [{ var: "note" }] }] }, message: text("超过 20 分钟请写明事由。", "Say why it takes more than 20 min."), source: { std: "antai", confidence: "project" } };

function formOf({ longest = 60, title = "访客登记", noteTitle = "备注", hasNote = true, extra = false, inputs = false, asksNote = false }: VisitPack): object {
  const properties = {
    who: field("who", "来访人", { "x-kind": "text", type: "string", maxLength: 100, minLength: 1 }),
    minutes: field("minutes", "时长", { "x-kind": "integer", "x-unit": "min", type: "integer", minimum: 0, maximum: 1000 }),
    ...(hasNote ? { note: field("note", noteTitle, { "x-kind": "paragraph", type: "string", maxLength: 500 }) } : {}),
    ...(extra ? { plate: field("plate", "车牌", { "x-kind": "text", type: "string", maxLength: 20 }) } : {}),
  };
  const limit = { value: inputs ? { $input: "longest" } : longest, unit: "min", op: "<=", sourceStd: "GB 99999", edition: "2026", clause: "3.1", confidence: "read", legalFloor: true };
  return {
    id: "visit-log", revision: 1, title: text(title, "Visits"), category: "people",
    schema: { type: "object", additionalProperties: false, properties, required: ["who"] },
    ui: { sections: [{ id: "main", title: text("登记", "Log"), fields: Object.keys(properties) }] },
    logic: [{ id: "V-01", target: "minutes", effect: "check", on: "submit", expr: { "<=": [{ var: "minutes" }, { limit: ["longest"] }] }, message: text("时长超过 {limit} 分钟。请缩短。", "Longer than {limit} min. Shorten it."), params: { limit: { limit: ["longest"] } }, source: { std: "GB 99999", edition: "2026", clause: "3.1", confidence: "read" } }, ...(asksNote ? [noteCheck] : [])],
    limits: { longest: limit }, listFields: ["who"],
  };
}

const flow = {
  id: "visit-log", revision: 1, title: text("访客审批", "Visit approval"), form: { id: "visit-log" },
  nodes: [
    { id: "start", kind: "start", title: text("填写", "Fill in"), fields: { "*": "edit" } },
    { id: "agree", kind: "approval", title: text("批准", "Agree"), mode: "firstDecision", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "toAdmin", selfApproval: "skipToManager", completion: "early", dedupe: "none", fields: { "*": "read" }, onReject: { do: "end" } },
    { id: "agreed", kind: "end", title: text("同意", "Agreed"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "agree" }, { id: "e2", from: "agree", to: "agreed" }],
  settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "anywhere" }] },
};

const cases = [
  { id: "visit-agreed", name: "a visit is agreed", template: "visit-log", use: ["plant"], given: { data: { who: "张三", minutes: 30 } }, when: [{ at: "2026-07-14T08:00:00+08:00", do: "submit", by: "u-li", then: { open: ["agree"] } }, { at: "2026-07-14T08:05:00+08:00", do: "approve", by: "u-zheng", then: { state: "approved" } }] },
  { id: "visit-refused", name: "a visit is refused", template: "visit-log", use: ["plant"], given: { data: { who: "张三", minutes: 30 } }, when: [{ at: "2026-07-14T08:00:00+08:00", do: "submit", by: "u-li" }, { at: "2026-07-14T08:05:00+08:00", do: "reject", by: "u-zheng", comment: "no", then: { state: "rejected" } }] },
];

/** Where a note is asked for, those above have one. */
const noteCases = [
  ...cases.map((one) => ({ ...one, given: { data: { ...one.given.data, note: "检修" } } })),
  { id: "visit-no-note", name: "a long visit without a note is refused", template: "visit-log", use: ["plant"], given: { data: { who: "张三", minutes: 21 } }, when: [{ at: "2026-07-14T08:00:00+08:00", do: "submit", by: "u-li", then: { refused: { code: "FORM_CHECK_UNKNOWN", checks: ["V-02"] } } }] },
];

const json = (path: string, value: unknown): ArchiveFile => ({ path, bytes: Buffer.from(JSON.stringify(value)) });

export function visitFiles(pack: VisitPack = {}): readonly ArchiveFile[] {
  const { version = "1.0.0", id = "antai-visits", inputs = false, standard = false } = pack;
  const manifest = {
    id, version, title: text("访客", "Visits"), publisher: "Antai", requires: { packs: { "safeloop-base": ">=1.0.0" } },
    templates: [{ id: "visit-log", title: text("访客登记", "Visits"), category: "people", form: "visit-log", flow: "visit-log" }],
    ...(inputs ? { inputs: [{ id: "longest", title: text("最长时长", "Longest stay"), selector: { number: { min: 1, max: 60, unit: "min" } }, sample: 60 }] } : {}),
    ...(standard ? { standard: true } : {}),
  };
  const { formId = "visit-log" } = pack;
  const [template] = manifest.templates;
  return [
    json("pack.json", { ...manifest, templates: [{ ...template, form: formId }] }), json(`forms/${formId}.json`, { ...formOf(pack), id: formId }),
    json("flows/visit-log.json", { ...flow, form: { id: formId } }), json("cases/visit.json", pack.asksNote ? noteCases : cases),
  ];
}

/** The pack as one signed file. */
export function visitArchive(pack: VisitPack = {}, key: string | null = publisherKey): Promise<Buffer> {
  const files = visitFiles(pack);
  return writeArchive(key === null ? files : signed(files, key, "安泰集团", "2026-05-01T00:00:00.000Z"));
}

/** A second pack of the publisher, which requires the first: beside its own log it has another approval over the form of that one. */
export function leaveArchive(): Promise<Buffer> {
  const manifest = {
    id: "antai-leave", version: "1.0.0", title: text("离厂", "Leaving"), publisher: "Antai", requires: { packs: { "antai-visits": ">=1.0.0", "safeloop-base": ">=1.0.0" } },
    templates: [{ id: "leave-log", title: text("离厂登记", "Leaving"), category: "people", form: "leave-log", flow: "leave-log" }],
  };
  const own = { ...flow, id: "leave-log", form: { id: "leave-log" } };
  const leaving = cases.map((one) => ({ ...one, id: `leave-${one.id}`, template: "leave-log" }));
  const files = [json("pack.json", manifest), json("forms/leave-log.json", { ...formOf({}), id: "leave-log" }), json("flows/leave-log.json", own), json("flows/visit-leave.json", { ...flow, id: "visit-leave" }), json("cases/leave.json", leaving)];
  return writeArchive(signed(files, publisherKey, "安泰集团", "2026-05-01T00:00:00.000Z"));
}
