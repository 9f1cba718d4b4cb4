import type { JsonObject, Priority, SubjectRef } from "@safeloop/engine";
import type { Network } from "./network.ts";
import type { PushKeys } from "./webPush.ts";

/** What is said, ready for any channel: one notice, or a digest that lists many. */
export interface Message {
  readonly id: string; // the same for each try of a single notice
  readonly title: string;
  readonly text: string; // the title included
  readonly priority: Priority | null;
  readonly at: number; // epoch ms of what it tells
  readonly subject: SubjectRef | null;
  readonly url: string | null; // where to look, when the installation knows its public address
  readonly data: JsonObject; // for machines
}

/** A browser that a person has allowed to show notices. */
export interface Subscription {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string; // base64url
  readonly auth: string; // base64url
}

/** What a channel may use besides its own settings. */
export interface ChannelDeps {
  readonly network: Network;
  now(): number;
  pushKeys(): Promise<PushKeys>;
  subscription(id: string): Promise<Subscription | undefined>;
  /** The browser is gone for good. */
  forget(id: string): Promise<void>;
  /** True while what the message tells of still goes on. */
  isActive(subject: SubjectRef): Promise<boolean>;
}

export type Settings = { readonly [name: string]: string | number };

/** A way out for notices: one file and one line in `registry.ts`. */
export interface Channel {
  readonly kind: string;
  /** Shown and changed on the page of the channels. JSON Schema of an object. */
  readonly settings: object;
  /** Written, never given back. JSON Schema of an object. */
  readonly secrets: object;
  /** The secret that the server makes when none is given. */
  readonly madeSecret?: string;
  /** Whom it reaches: a group as one, or each person by an address of his own. */
  readonly reaches: "group" | "email" | "browsers";
  /** Messages a minute to one target; the rest goes into a digest. Null: no limit, and no digest. */
  readonly limitPerMinute: number | null;
  /** The longest text the other side takes, in UTF-8 bytes. */
  readonly maxBytes: number;
  /** Stands in for a channel that fails. */
  readonly standsIn: boolean;
  /** Sends once; resolves with the answer in words, rejects with a SendFault. */
  send(settings: Settings, target: string, message: Message, deps: ChannelDeps): Promise<string>;
}

/** Why a message did not go out. */
export class SendFault extends Error {
  constructor(
    /** True when the same message may get through later. */
    readonly retry: boolean,
    readonly sentence: string,
    /** True when it is no longer worth telling: no other channel takes it over. */
    readonly isStale: boolean = false,
  ) {
    super(sentence);
    this.name = "SendFault";
  }
}

/** A setting as text; settings are checked when they are written, so it is there. */
export function textOf(settings: Settings, name: string): string {
  return String(settings[name] ?? "");
}
