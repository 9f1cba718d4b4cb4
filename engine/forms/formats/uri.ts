import { isIpv6 } from "./host.ts";

const shape = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

interface Alphabet {
  readonly segment: RegExp;
  readonly query: RegExp;
  readonly host: RegExp;
}

/** RFC 3986: percent-encoded or listed characters only. */
const ascii: Alphabet = {
  segment: /^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-fA-F]{2})*$/,
  query: /^(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*$/,
  host: /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-fA-F]{2})*$/,
};

/** RFC 3987 adds the characters beyond ASCII (surrogate pairs and private use are left to the wider range). */
const unicode: Alphabet = {
  segment: /^(?:[\w.~!$&'()*+,;=:@/\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{efffd}-]|%[0-9a-fA-F]{2})*$/u,
  query: /^(?:[\w.~!$&'()*+,;=:@/?\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\u{10000}-\u{10fffd}-]|%[0-9a-fA-F]{2})*$/u,
  host: /^(?:[\w.~!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{efffd}-]|%[0-9a-fA-F]{2})*$/u,
};

function judge(text: string, alphabet: Alphabet, needScheme: boolean): boolean {
  const found = shape.exec(text);
  if (!found) return false;
  const [, scheme, authority, path = "", query = "", fragment = ""] = found;
  if (needScheme && scheme === undefined) return false;
  if (scheme === undefined && authority === undefined && /^[^/]*:/.test(path)) return false;
  if (authority !== undefined && !isAuthority(authority, alphabet)) return false;
  return alphabet.segment.test(path) && alphabet.query.test(query) && alphabet.query.test(fragment);
}

function isAuthority(authority: string, alphabet: Alphabet): boolean {
  const at = authority.lastIndexOf("@");
  if (at >= 0 && (!alphabet.segment.test(authority.slice(0, at)) || authority.slice(0, at).includes("@"))) return false;
  const found = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(authority.slice(at + 1));
  const host = found?.[1];
  if (host === undefined) return false;
  return host.startsWith("[") ? isIpLiteral(host.slice(1, -1)) : alphabet.host.test(host);
}

function isIpLiteral(text: string): boolean {
  return isIpv6(text) || /^v[0-9a-fA-F]+\.[\w.~!$&'()*+,;=:-]+$/i.test(text);
}

/** RFC 3986 with a scheme. */
export const isUri = (text: string): boolean => judge(text, ascii, true);
export const isUriReference = (text: string): boolean => judge(text, ascii, false);
/** RFC 3987 with a scheme. */
export const isIri = (text: string): boolean => judge(text, unicode, true);
export const isIriReference = (text: string): boolean => judge(text, unicode, false);

/** RFC 6570. */
export function isUriTemplate(text: string): boolean {
  const name = String.raw`(?:\w|%[0-9a-fA-F]{2})(?:\.?(?:\w|%[0-9a-fA-F]{2}))*(?:\*|:[1-9]\d{0,3})?`;
  const rest = text.replace(new RegExp(String.raw`\{[+#./;?&=,!@|]?${name}(?:,${name})*\}`, "g"), "");
  return /^(?:[^\0-\x20\x7f"<>%\\^`{|}]|%[0-9a-fA-F]{2})*$/.test(rest);
}
