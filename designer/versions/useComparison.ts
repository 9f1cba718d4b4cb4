import type { AlertRule, DefDetail, Definition, DefinitionKind, FlowDefinition, FormDefinition } from "@safeloop/engine";
import { api, conditionWords, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { usePersonNames, useRoleTitles } from "../flows/props/usePeople.ts";
import { compare, type Comparison } from "./diff/changeList.ts";
import { type Line, linesOf } from "./diff/changeWords.ts";
import { namingOf } from "./diff/naming.ts";

/** A published revision; it never changes, so it is read once. */
export function useRevision(kind: DefinitionKind, id: string, revision: number | undefined) {
  return useQuery({
    queryKey: [kind, id, "revision", revision],
    enabled: revision !== undefined,
    staleTime: Infinity,
    queryFn: () => api.get<DefDetail>(`/${kind}/${encodeURIComponent(id)}`, { revision }),
  });
}

/** The form a flow runs over, or a rule reads; conditions call its fields by their titles. */
function aboutForm(kind: DefinitionKind, definition: Definition): string | undefined {
  if (kind === "flows") return (definition as FlowDefinition).form.id;
  const { select } = definition as AlertRule;
  return kind === "rules" && "form" in select ? select.form : undefined;
}

function useAboutForm(kind: DefinitionKind, definition: Definition): FormDefinition | undefined {
  const id = aboutForm(kind, definition);
  const { data } = useQuery({ queryKey: ["forms", id, "about"], enabled: id !== undefined, queryFn: () => api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id ?? "")}`), staleTime: 60_000 });
  return kind === "forms" ? (definition as FormDefinition) : (data?.published ?? data?.draft ?? undefined);
}

/** Puts changes into the reader's words. */
export function useChangeWords(kind: DefinitionKind, definition: Definition): (comparison: Comparison) => readonly Line[] {
  const { t } = useTranslation("changes");
  const { t: designer } = useTranslation("designer");
  const { t: conditions } = useTranslation("conditions");
  const { locale } = useLocale();
  const form = useAboutForm(kind, definition);
  const [role, person] = [useRoleTitles(), usePersonNames()];
  return (comparison) => linesOf(comparison, namingOf({ locale, t, designer, speak: (logic, names) => conditionWords(logic, names, conditions), form, role, person }));
}

export interface Compared {
  readonly comparison: Comparison;
  readonly lines: readonly Line[];
}

/** What differs from one definition to another, in words. */
export function useComparison(kind: DefinitionKind, from: Definition | undefined, to: Definition): Compared | undefined {
  const say = useChangeWords(kind, to);
  const comparison = useMemo(() => from && compare(kind, from, to), [kind, from, to]);
  return comparison && { comparison, lines: say(comparison) };
}
