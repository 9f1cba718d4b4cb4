import type { AlertRule, ReplayView } from "@safeloop/engine";
import { request, type Span } from "@safeloop/web";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

export interface Replay {
  readonly report: ReplayView | undefined;
  readonly error: unknown;
  readonly isRunning: boolean;
  /** Whole seconds since it began. */
  readonly seconds: number;
  readonly start: (rule: AlertRule, span: Span) => void;
  readonly cancel: () => void;
}

/** Runs a draft over stored readings; leaving or cancelling ends it on the server too. */
export function useReplay(): Replay {
  const running = useRef<AbortController | undefined>(undefined);
  const [began, setBegan] = useState(0);
  const [now, setNow] = useState(0);
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: ({ rule, span }: { readonly rule: AlertRule; readonly span: Span }) => {
      running.current?.abort();
      running.current = new AbortController();
      const body = { definition: rule, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
      return request<ReplayView>("POST", `/rules/${encodeURIComponent(rule.id)}/replay`, { body, signal: running.current.signal });
    },
  });
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (!isPending) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isPending]);
  const start = (rule: AlertRule, span: Span): void => {
    setBegan(Date.now());
    setNow(Date.now());
    mutate({ rule, span });
  };
  const cancel = (): void => {
    running.current?.abort();
    reset();
  };
  return { report: data, error, isRunning: isPending, seconds: Math.max(0, Math.floor((now - began) / 1000)), start, cancel };
}
