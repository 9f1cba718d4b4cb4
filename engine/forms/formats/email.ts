import { isHostname, isIdnHostname, isIpv4, isIpv6 } from "./host.ts";

const atom = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const quoted = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/;

function judge(text: string, isLocal: (local: string) => boolean, isHost: (host: string) => boolean): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || text.length > 320) return false;
  const domain = text.slice(at + 1);
  return isLocal(text.slice(0, at)) && (domain.startsWith("[") ? isAddressLiteral(domain) : isHost(domain));
}

function isAddressLiteral(domain: string): boolean {
  if (!domain.endsWith("]")) return false;
  const inner = domain.slice(1, -1);
  return /^IPv6:/i.test(inner) ? isIpv6(inner.slice(5)) : isIpv4(inner);
}

/** RFC 5321 mailbox: dot-string or quoted local part, domain or address literal. */
export function isEmail(text: string): boolean {
  return judge(text, (local) => atom.test(local) || quoted.test(local), isHostname);
}

/** RFC 6531 mailbox. */
export function isIdnEmail(text: string): boolean {
  const plain = (local: string): string => local.replace(/[^\0-\x7f]/g, "a");
  return judge(text, (local) => atom.test(plain(local)) || quoted.test(plain(local)), isIdnHostname);
}
