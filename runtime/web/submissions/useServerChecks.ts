import type { ChecksView, ForecastView, JsonObject } from "@safeloop/engine";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client.ts";

/** The value once it has stood still for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** The server's verdict on the named checks of an unsent form, asked again after each pause and each minute (samples age). */
export function useServerChecks(form: string, data: JsonObject, isOn: boolean) {
  const settled = useSettled(data, 700);
  return useQuery({ queryKey: ["checks", form, settled], enabled: isOn, placeholderData: keepPreviousData, refetchInterval: 60_000, queryFn: () => api.post<ChecksView>("/submissions/checks", { form, data: settled }) });
}

/** Who will be asked, with names, for an unsent form. */
export function useForecast(form: string, data: JsonObject, isOn: boolean) {
  const settled = useSettled(data, 1500);
  return useQuery({ queryKey: ["forecast", form, settled], enabled: isOn, placeholderData: keepPreviousData, retry: false, queryFn: () => api.post<ForecastView>("/submissions/forecast", { form, data: settled }) });
}
