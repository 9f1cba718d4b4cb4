import { Refusal, type VerifiedPrint } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { Tone } from "../submissions/submissionState.ts";
import { printedRecord, type PrintedRecord } from "./record.ts";
import { openCode } from "./verifyCode.ts";

/** Whether work may go on now. Only a flow with a life after its approval gives such a right, and only in its live states. */
function liveOf({ loaded }: PrintedRecord): Pick<VerifiedPrint, "live"> {
  const life = loaded?.flow.definition.life;
  if (!loaded || !life) return {};
  const state = life.states.find((one) => one.id === loaded.instance.life?.state);
  return { live: state?.tone === "live" && loaded.instance.status === "running" && loaded.instance.suspended === undefined && loaded.instance.causes.length === 0 };
}

/** Whether a paper still says what the record says. Throws PRINT_CODE_UNKNOWN for a code this installation has not made. */
export async function verifyPrint(ctx: ServerContext, printKey: Uint8Array, code: string): Promise<VerifiedPrint> {
  const printed = openCode(printKey, code);
  const owner = printed && (await ctx.store.first<{ tenant_id: string }>({ sql: "select tenant_id from submissions where id = ?", bindings: [printed.submission] }));
  const record = owner && (await printedRecord(ctx, ctx.store, owner.tenant_id, printed.submission));
  if (!record) throw new Refusal("PRINT_CODE_UNKNOWN");
  const { submission, form, hash, history } = record;
  const same = hash.slice(0, 32) === printed.hash;
  const changed = Math.max(submission.updated_at, ...history.map((entry) => entry.at));
  return {
    number: submission.number ?? "",
    form: { ...(form.print?.title ?? form.title) },
    state: { zh: submission.state_zh, en: submission.state_en },
    tone: submission.tone as Tone,
    ...liveOf(record),
    same,
    printedHash: printed.hash.slice(0, 16),
    presentHash: hash.slice(0, 16),
    ...(same ? {} : { changedAt: new Date(changed).toISOString() }),
    now: new Date(ctx.clock.now()).toISOString(),
  };
}
