import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useSiteArea } from "../app/frame/useSiteArea.ts";
import { type AlarmFilter, filterOf, searchOf } from "./alarmFilter.ts";

/** The filter in the address. The area chosen in the header counts where the address names none. */
export function useAlarmFilter(): readonly [AlarmFilter, (change: Partial<AlarmFilter>) => void] {
  const search: { readonly [key: string]: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const siteArea = useSiteArea();
  const written = filterOf(search);
  const filter = written.area === undefined && siteArea !== "" && search["area"] === undefined ? { ...written, area: siteArea } : written.area === "all" ? { ...written, area: "" } : written;
  const change = useCallback(
    (part: Partial<AlarmFilter>): void => void navigate({ to: ".", replace: true, search: ((old: { readonly [key: string]: unknown }) => ({ ...rest(old), ...searchOf({ ...filterOf(old), ...part }) })) }),
    [navigate],
  );
  return [filter, change];
}

const own = new Set(["tab", "p", "group", "area", "q", "selected"]);

/** What of the search belongs to others (the wall switch). */
function rest(search: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  return Object.fromEntries(Object.entries(search).filter(([key]) => !own.has(key)));
}
