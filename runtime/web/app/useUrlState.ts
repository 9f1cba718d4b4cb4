import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** One value of the URL's search, so that filters, selection and zoom survive back, reload and sharing. The default is left out of the URL. */
export function useUrlState(name: string, fallback = ""): readonly [string, (value: string) => void] {
  const search: { readonly [key: string]: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const raw = search[name];
  const value = raw === undefined || raw === null ? fallback : String(raw);
  const set = useCallback(
    (next: string) => void navigate({ to: ".", replace: true, search: ((old: Record<string, unknown>) => ({ ...old, [name]: next === fallback ? undefined : next })) }),
    [navigate, name, fallback],
  );
  return [value, set];
}
