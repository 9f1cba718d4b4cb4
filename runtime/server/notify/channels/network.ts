import { lookup as dnsLookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { isDeliverableUrl, isPublicAddress } from "./publicAddress.ts";

/** Where channels may connect to: the open internet, and what the operator of the installation has named of his own network. */
export interface Network {
  /** `isSecret`: what is sent is encrypted on the way. */
  isAllowed(address: string, isSecret: boolean): boolean;
  /** True when the text is a URL that may be stored; names are judged again when connecting. */
  isUrl(text: string): boolean;
}

/** `own`: addresses (10.1.2.3) and networks (10.1.0.0/16). */
export function networkOf(own: readonly string[]): Network {
  const list = new BlockList();
  for (const one of own) {
    const [address = "", bits] = one.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  const isOwn = (address: string): boolean => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return {
    isAllowed: (address, isSecret) => isOwn(address) || (isSecret && isPublicAddress(address)),
    isUrl: (text) => isDeliverableUrl(text) || (own.length > 0 && isPlainUrl(text)),
  };
}

/** http or https without user info; where it leads is judged when connecting. */
function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
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

/** The address of a host, judged. Rejects with a sentence. */
export function allowedAddress(host: string, isAllowed: (address: string) => boolean): Promise<string> {
  if (isIP(host) !== 0) return isAllowed(host) ? Promise.resolve(host) : Promise.reject(new Error(`${host} is not allowed`));
  return new Promise((resolve, reject) => {
    guardedLookup(isAllowed)(host, {}, (error, address) => (error ? reject(error) : resolve(String(address))));
  });
}

export interface Post {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

export interface PostAnswer {
  readonly status: number;
  readonly body: string; // its first 16 kB
}

const answerLimit = 16_384;

/** Posts once to an allowed address. Redirects are not followed. Rejects with a sentence when there is no answer. */
export function postOnce(post: Post, isAllowed: (address: string) => boolean, timeoutMs = 10_000): Promise<PostAnswer> {
  const url = new URL(post.url);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is never looked up, so it is judged here.
  if (isIP(literal) !== 0 && !isAllowed(literal)) return Promise.reject(new Error(`${literal} is not allowed`));
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const headers = { ...post.headers, "content-length": String(Buffer.byteLength(post.body)) };
    const request = send(url, { method: "POST", lookup: guardedLookup(isAllowed), timeout: timeoutMs, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (body.length < answerLimit ? (body += chunk) : undefined));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: body.slice(0, answerLimit) }));
      response.on("error", reject);
    });
    // The timeout of a socket counts silence only; this one ends a trickle too.
    const timer = setTimeout(() => request.destroy(new Error("the receiver did not answer in time")), timeoutMs);
    request.on("timeout", () => request.destroy(new Error("the receiver did not answer in time")));
    request.on("close", () => clearTimeout(timer));
    request.on("error", reject);
    request.end(post.body);
  });
}
