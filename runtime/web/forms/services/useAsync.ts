import { useEffect, useEffectEvent, useState } from "react";

/** The answer of a promise made for `key`; undefined until it comes, `fault` when it failed. Late answers of an older key are dropped. */
export function useAsync<T>(key: string, ask: () => Promise<T>): { readonly value: T | undefined; readonly fault: unknown } {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value?: T; readonly fault?: unknown }>({ key: "" });
  const asked = useEffectEvent(ask); // made anew on every render; the key says when to ask again
  useEffect(() => {
    let isCurrent = true;
    asked().then(
      (value) => isCurrent && setAnswer({ key, value }),
      (fault: unknown) => isCurrent && setAnswer({ key, fault }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return answer.key === key ? { value: answer.value, fault: answer.fault } : { value: undefined, fault: undefined };
}
