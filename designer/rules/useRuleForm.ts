import { type AlertRule, type DefDetail, type DefSummary, type FormDefinition, type Page, type ReportField, type ReportStream, reportStreams } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Edit } from "../commands/commandStack.ts";
import { aboutForm } from "./edits/formEdits.ts";

/** The published form a rule reads, its streams (itself and its tables) and the fields of the one chosen. */
export interface RuleForm {
  readonly form: FormDefinition;
  readonly streams: readonly ReportStream[];
  readonly stream: ReportStream | undefined;
  readonly fields: { readonly [xid: string]: ReportField };
}

const formQuery = (id: string) => ({ queryKey: ["forms", id, "for-rule"], queryFn: () => api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id)}`), staleTime: 30_000 });

/** Undefined for a rule about tags, and until the form is read. */
export function useRuleForm({ select }: Pick<AlertRule, "select">): RuleForm | undefined {
  const id = "form" in select ? select.form : "";
  const rows = "form" in select ? select.rows : undefined;
  const { data } = useQuery({ ...formQuery(id), enabled: id !== "" });
  const form = data?.published;
  if (!form) return undefined;
  const streams = reportStreams(form);
  const stream = streams.find((one) => one.rows === rows);
  return { form, streams, stream, fields: stream?.fields ?? {} };
}

/** Forms a rule may be about. */
export function usePublishedForms(): readonly DefSummary[] {
  const { data } = useQuery({ queryKey: ["forms", "for-rules"], queryFn: () => api.get<Page<DefSummary>>("/forms", { limit: 200 }), staleTime: 60_000 });
  return (data?.items ?? []).filter((one) => one.published !== null);
}

/** Makes the rule one about a form, once it is known what the form asks. */
export function useChooseForm(run: (edit: Edit<AlertRule>) => void): (id: string) => void {
  const client = useQueryClient();
  return (id) => {
    void client.fetchQuery(formQuery(id)).then(({ published }) => run(aboutForm(id, published ? reportStreams(published)[0] : undefined)), () => run(aboutForm(id, undefined)));
  };
}
