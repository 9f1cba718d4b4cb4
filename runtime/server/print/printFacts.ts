import { accessOf, formOf, printedFlow, printMarkOf, readableAnswers, type FieldAccess, type PrintFacts, type PrintNoun } from "@safeloop/engine";
import type { Actor, Reader, ServerContext } from "../context.ts";
import { idsMentioned, mentionsOf } from "../instances/mentions.ts";
import { accessFor } from "../submissions/hiddenFields.ts";
import { answersOf } from "../submissions/submissionStore.ts";
import type { PrintedRecord } from "./record.ts";

type Access = { readonly [xid: string]: FieldAccess };

async function accessTo(ctx: ServerContext, reader: Reader, actor: Actor, { form, loaded }: PrintedRecord): Promise<Access> {
  if (loaded) return accessFor(ctx, reader, loaded, actor);
  const compiled = formOf(form);
  return Object.fromEntries(compiled.roots.map((field) => [field.xid, accessOf(compiled, field, { "*": "read" })]));
}

/** Numbers of the submissions the answers point at. */
async function numbersOf(reader: Reader, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const some = ids.slice(0, 200);
  const rows = await reader.all<{ id: string; number: string | null }>({ sql: `select id, number from submissions where tenant_id = ? and id in (${some.map(() => "?").join(",")})`, bindings: [tenantId, ...some] });
  return new Map(rows.flatMap(({ id, number }) => (number === null ? [] : [[id, number] as const])));
}

function namesOf(ctx: ServerContext, tenantId: string, numbers: ReadonlyMap<string, string>): PrintFacts["nameOf"] {
  const directory = ctx.directory(tenantId);
  const names: { readonly [noun in PrintNoun]: (id: string) => ReturnType<PrintFacts["nameOf"]> } = {
    person: (id) => directory.person(id)?.name,
    area: (id) => directory.area(id)?.title,
    orgUnit: (id) => directory.orgUnit(id)?.title,
    asset: () => undefined, // equipment is called by its number, which is its id
    file: () => undefined,
    submission: (id) => numbers.get(id),
  };
  return (noun, id) => names[noun](id);
}

/** What a print says of a record, as far as the actor may read it. */
export async function printFacts(ctx: ServerContext, reader: Reader, actor: Actor, record: PrintedRecord, verifyUrl: string): Promise<PrintFacts> {
  const { submission, form, loaded, history, hash } = record;
  const access = await accessTo(ctx, reader, actor, record);
  const answers = readableAnswers(formOf(form), answersOf(submission), access);
  const flow = loaded ? printedFlow(loaded.flow.definition, loaded.instance, history) : { decisions: [], events: [], pending: [] };
  const mark = submission.draft === 1 ? "draft" : loaded ? printMarkOf(loaded.flow.definition, loaded.instance) : undefined;
  const numbers = await numbersOf(reader, submission.tenant_id, idsMentioned(mentionsOf(form, answers), "submission"));
  return {
    number: submission.number ?? "",
    state: { zh: submission.state_zh, en: submission.state_en },
    ...(mark === undefined ? {} : { mark }),
    answers,
    hidden: new Set(Object.entries(access).flatMap(([xid, may]) => (may === "hidden" ? [xid] : []))),
    ...flow,
    zone: ctx.config.siteTz,
    now: ctx.clock.now(),
    nameOf: namesOf(ctx, submission.tenant_id, numbers),
    hash,
    verifyUrl,
  };
}
