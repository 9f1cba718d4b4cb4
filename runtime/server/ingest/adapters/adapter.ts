import type { MakeSlice, Route, ServerContext } from "../../context.ts";

/** A way in for readings, made for one server. */
export interface WayIn {
  readonly routes?: readonly Route[];
  start?(): Promise<void>;
  /** Takes no more; resolves when what is on its way is stored and acknowledged. */
  stop?(): Promise<void>;
  /** A device was removed or its secret is no longer good. */
  drop?(deviceId: string): void;
  /** Resolves when readings can be sent to it. */
  ready?(): Promise<void>;
}

/**
 * One file and one line in `registry.ts`. What every adapter owes its senders
 * stands in `conformance.test.ts`: readings go on as they came to the
 * readings service (units, times and values are judged there, the same for
 * all), and are acknowledged after the commit or not at all.
 */
export interface Adapter {
  /** `live`: judged as it comes. `history`: the past, judged for itself; nothing live changes. */
  readonly kind: "live" | "history";
  make(ctx: ServerContext): WayIn;
}

/** The slice of some ways in. */
export function sliceOf(adapters: readonly Adapter[]): MakeSlice {
  return (ctx) => {
    const ways = adapters.map((one) => one.make(ctx));
    ctx.services.deviceLinks = { drop: (deviceId) => ways.forEach((way) => way.drop?.(deviceId)) };
    return {
      name: "ingest",
      routes: ways.flatMap((way) => way.routes ?? []),
      async start() {
        for (const way of ways) await way.start?.();
      },
      async stop() {
        await Promise.all(ways.map(async (way) => way.stop?.()));
      },
    };
  };
}
