import { areaOfReport, newRows, reportsOf, type Answers, type FormDefinition, type Report } from "@safeloop/engine";
import type { Tx } from "../context.ts";

/** The submission whose forms and rows are written down for rules. */
export interface Reported {
  readonly tenantId: string;
  readonly orgId: string;
  readonly submissionId: string;
  readonly form: FormDefinition;
  readonly at: number; // when it was filled in, epoch ms; never later than now
  readonly now: number;
}

const insert = "insert into form_reports (tenant_id, form_id, rows_of, area_id, org_id, submission_id, at, stored_at, value) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

/** Writes down what rules judge of a form that is sent now, in the unit that stores it: neither is there without the other. */
export function reportForm(tx: Tx, reported: Reported, answers: Answers): Promise<void> {
  return write(tx, reported, answers, reportsOf(reported.form, answers));
}

/** The same for rows that a task adds or changes. The form itself stays as it was sent. */
export function reportNewRows(tx: Tx, reported: Reported, before: Answers, after: Answers): Promise<void> {
  return write(tx, reported, after, newRows(reported.form, before, after));
}

async function write(tx: Tx, { tenantId, orgId, submissionId, form, at, now }: Reported, answers: Answers, reports: readonly Report[]): Promise<void> {
  if (reports.length === 0) return;
  const area = areaOfReport(form, answers) ?? "";
  for (const { rows, row, value } of reports) {
    const known = JSON.stringify({ ...value, "#": row === undefined ? submissionId : `${submissionId}/${row}` });
    await tx.run({ sql: insert, bindings: [tenantId, form.id, rows ?? "", area, orgId, submissionId, Math.min(at, now), now, known] });
  }
}
