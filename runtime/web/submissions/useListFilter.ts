import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { SubmissionFilter } from "./useSubmissions.ts";

/** The filters of a list, kept in the URL. */
export function useListFilter(form: string | undefined): { readonly filter: SubmissionFilter; readonly q: string; readonly sort: string; readonly fields: { readonly [name: string]: string }; readonly set: (name: string, value: string) => void } {
  const search: { readonly [name: string]: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback((name: string, value: string) => void navigate({ to: ".", replace: true, search: ((old: Record<string, unknown>) => ({ ...old, [name]: value === "" ? undefined : value })) }), [navigate]);
  const fields = Object.fromEntries(Object.entries(search).filter(([name, value]) => name.startsWith("f.") && value !== undefined && value !== "").map(([name, value]) => [name, String(value)]));
  const q = String(search["q"] ?? "");
  const sort = String(search["sort"] ?? "-createdAt");
  const state = search["state"] === undefined ? undefined : String(search["state"]);
  return { filter: { form, q: q === "" ? undefined : q, sort, state, fields }, q, sort, fields, set };
}
