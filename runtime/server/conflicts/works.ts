import { conflictsOf, conflictTable, formOf, isNamed, looksFor, ownPeriod, standingOf, worksOf, type Answers, type Conflict, type FormDefinition, type Progress, type TableRow, type Ticket, type Work } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { serviceOf } from "../services.ts";
import { counted, lookAround, type CountedWork } from "./workRows.ts";

/** A filled form, and how far its ticket has come. */
export interface WorkingTicket {
  readonly tenantId: string;
  readonly form: FormDefinition;
  readonly ticket: Ticket;
  readonly answers: Answers;
  readonly progress: Progress;
}

/** The form that says what work the ticket is: its own, or the present one where its own is from before forms said so. */
function declaring(ctx: ServerContext, { tenantId, form }: Pick<WorkingTicket, "tenantId" | "form">): FormDefinition | undefined {
  if (form.work) return form;
  const present = ctx.services.definitions?.published(tenantId, "forms", form.id)?.definition;
  return present?.work ? present : undefined;
}

/** True when a ticket of this form is work that others must reckon with. */
export function isWork(ctx: ServerContext, tenantId: string, form: FormDefinition): boolean {
  return declaring(ctx, { tenantId, form }) !== undefined;
}

function plannedWorks(ctx: ServerContext, one: WorkingTicket): Work[] {
  const form = declaring(ctx, one);
  // Facts change while work goes on; what others reckon with rests on the ticket alone.
  return form ? worksOf(formOf(form), one.ticket, one.answers, { now: new Date(ctx.clock.now()).toISOString() }) : [];
}

/** What others must reckon with of this ticket; a form without a flow counts as planned from when it is sent. */
export function countedWorks(ctx: ServerContext, one: WorkingTicket): CountedWork[] {
  return plannedWorks(ctx, one).flatMap((work) => {
    const standing = standingOf(work, one.progress);
    return standing ? [counted(work, standing)] : [];
  });
}

/** The table of the tenant: of all its published forms. */
export function tableOf(ctx: ServerContext, tenantId: string): readonly TableRow[] {
  return conflictTable(serviceOf(ctx.services, "definitions").all(tenantId, "forms").map((one) => one.definition));
}

/** What the works of a ticket would be in the way of from now on; undefined when no table says anything of one of them. */
export async function conflictsAround(ctx: ServerContext, reader: Reader, one: WorkingTicket): Promise<readonly Conflict[] | undefined> {
  const now = ctx.clock.now();
  const mine = plannedWorks(ctx, one).map((work) => ({ ...work, ...ownPeriod(work, one.progress, now) }));
  const table = tableOf(ctx, one.tenantId);
  if (!mine.every((work) => isNamed(table, work.kind))) return undefined;
  return conflictsBy(ctx, reader, one.tenantId, table, mine);
}

/** The same of given works and periods. */
export async function conflictsBy(ctx: ServerContext, reader: Reader, tenantId: string, table: readonly TableRow[], mine: readonly Work[]): Promise<readonly Conflict[]> {
  const found: Conflict[] = [];
  for (const work of mine) {
    const others = new Map<string, Work>();
    for (const look of looksFor(table, work)) {
      for (const other of await lookAround(reader, ctx.store.dialect, tenantId, work, look, ctx.clock.now())) others.set(`${other.ticket}/${other.kind}/${JSON.stringify(other.keys)}`, other);
    }
    found.push(...conflictsOf(table, [work], [...others.values()]));
  }
  return found;
}
