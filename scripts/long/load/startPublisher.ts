import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface LoadPoint {
  readonly id: string;
  readonly gateway: string;
}

/** What the publisher does. */
export interface PublisherPlan {
  readonly url: string;
  readonly secrets: readonly (readonly [gateway: string, secret: string])[];
  readonly points: readonly LoadPoint[];
  readonly periodS: number; // of a point that does not change
  readonly seconds: number;
  readonly episodes: { isHigh(point: number, second: number): boolean };
}

/** What it says after each second. */
export interface PublisherSecond {
  readonly second: number;
  readonly ts: number; // wall time, and the time of that second's readings
  readonly sent: number; // readings so far
  readonly acknowledged: number;
  readonly behindS: number; // age of the oldest batch that is not acknowledged
  readonly done?: true;
}

/** When each point goes over its limit: seconds from the start. */
export type Episodes = ReadonlyMap<number, readonly number[]>;

/** Starts the publisher as a process of its own; resolves with all it said when everything is acknowledged or given up. */
export function startPublisher(plan: Omit<PublisherPlan, "episodes">, episodes: Episodes, lastsS: number, onSecond: (second: PublisherSecond) => void): Promise<readonly PublisherSecond[]> {
  const child = fork(fileURLToPath(new URL("publisher.ts", import.meta.url)));
  child.send(JSON.stringify({ ...plan, episodes: { lastsS, high: [...episodes] } }));
  const said: PublisherSecond[] = [];
  return new Promise((resolve, reject) => {
    child.on("message", (message) => {
      const second = message as PublisherSecond;
      said.push(second);
      onSecond(second);
    });
    child.once("exit", (code) => (code === 0 && said.at(-1)?.done ? resolve(said) : reject(new Error(`the publisher ended with ${code}`))));
  });
}
