import { createHmac } from "node:crypto";
import { lookup as dnsLookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";

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

/** Looks a name up and refuses every answer that `isAllowed` refuses, so that a rebinding name cannot slip through. */
function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const bad = addresses.find(({ address }) => !isAllowed(address));
      const first = addresses[0];
      if (bad || !first) return callback(new Error(`${hostname} leads to ${bad?.address ?? "no address"}, which is not allowed`), "", 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** Sends once. Redirects are not followed. Resolves on 2xx, else rejects with a sentence. */
export function sendWebhook(message: Outgoing, isAllowed: (address: string) => boolean, timeoutMs = 10_000): Promise<void> {
  const url = new URL(message.url);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is never looked up, so it is judged here.
  if (isIP(literal) !== 0 && !isAllowed(literal)) return Promise.reject(new Error(`${literal} is not allowed`));
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: "POST",
        lookup: guardedLookup(isAllowed),
        timeout: timeoutMs,
        headers: {
          "content-type": "application/cloudevents+json; charset=utf-8",
          "content-length": Buffer.byteLength(message.body),
          "webhook-id": message.id,
          "webhook-timestamp": String(message.atS),
          "webhook-signature": signatureOf(message),
        },
      },
      (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`the receiver answered ${status}`));
      },
    );
    request.on("timeout", () => request.destroy(new Error("the receiver did not answer in time")));
    request.on("error", reject);
    request.end(message.body);
  });
}
