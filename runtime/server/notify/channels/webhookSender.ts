import { createHmac } from "node:crypto";
import { type Post, postOnce } from "./network.ts";

/** One signed message, ready to send. */
export interface Outgoing {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly secret: string; // whsec_<base64>
  readonly atS: number; // seconds since 1970
}

/** Standard Webhooks 1.0: `v1,` + base64 of HMAC-SHA256 over `id.timestamp.body`. */
export function signatureOf({ id, atS, body, secret }: Omit<Outgoing, "url">): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${atS}.${body}`).digest("base64")}`;
}

/** The request of a signed message. */
export function signedPost(message: Outgoing): Post {
  const headers = { "content-type": "application/cloudevents+json; charset=utf-8", "webhook-id": message.id, "webhook-timestamp": String(message.atS), "webhook-signature": signatureOf(message) };
  return { url: message.url, body: message.body, headers };
}

/** Sends once. Redirects are not followed. Resolves on 2xx, else rejects with a sentence. */
export async function sendWebhook(message: Outgoing, isAllowed: (address: string) => boolean, timeoutMs = 10_000): Promise<void> {
  const { status } = await postOnce(signedPost(message), isAllowed, timeoutMs);
  if (status < 200 || status >= 300) throw new Error(`the receiver answered ${status}`);
}
