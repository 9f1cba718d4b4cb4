/** Dotted quad, decimal, no leading zeros (RFC 2673 3.2). */
export function isIpv4(text: string): boolean {
  const parts = text.split(".", 5);
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** RFC 4291 2.2 text form, without a zone. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const last = groups[groups.length - 1] ?? [];
  const tail = last[last.length - 1];
  const hasQuad = tail !== undefined && tail.includes(".");
  if (hasQuad && !isIpv4(tail)) return false;
  const plain = hasQuad ? groups.map((group, at) => (at === groups.length - 1 ? group.slice(0, -1) : group)) : groups;
  if (!plain.flat().every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = plain.flat().length + (hasQuad ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** RFC 1123 host name; labels that begin `xn--` must be decodable (RFC 5890). */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every(isLabel);
}

function isLabel(label: string): boolean {
  if (!/^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label)) return false;
  if (label.slice(2, 4) !== "--") return true;
  const decoded = /^xn--/i.test(label) ? decodePunycode(label.slice(4).toLowerCase()) : undefined;
  return decoded !== undefined && /[^\0-\x7f]/.test(decoded) && isUnicodeLabel(decoded);
}

/** RFC 5890 host name in Unicode; dots may be any of the IDNA separators. */
export function isIdnHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uff0e\uff61]/);
  return text.length <= 253 && labels.every((label) => (/^[\0-\x7f]*$/.test(label) ? isLabel(label) : isUnicodeLabel(label)));
}

/** IDNA 2008 (RFC 5891, 5892): allowed characters, hyphens, and the contextual rules of appendix A. */
function isUnicodeLabel(label: string): boolean {
  const text = label.normalize("NFC");
  if (text !== label || [...text].length > 59 || /^-|-$/.test(text) || text.slice(2, 4) === "--") return false;
  if (/^\p{M}/u.test(text)) return false;
  if (!/^(?:[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u30fb\u3007\u06fd\u06fe\u0f0b-]|\u200c|\u200d)+$/u.test(text)) return false;
  return !disallowed.test(text) && contextHolds(text);
}

/** RFC 5892 2.6: letters and marks that are DISALLOWED all the same. */
const disallowed = /\u302e|\u302f|[\u3031-\u3035]|\u303b|\u0640|\u07fa/;

function contextHolds(text: string): boolean {
  if (/(?:^|[^l])\u00b7|\u00b7(?:[^l]|$)/.test(text)) return false; // middle dot only between l and l
  if (/\u0375(?:[^\p{Script=Greek}]|$)/u.test(text)) return false; // keraia before Greek
  if (/(?:^|[^\p{Script=Hebrew}])[\u05f3\u05f4]/u.test(text)) return false; // geresh after Hebrew
  if (text.includes("\u30fb") && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return false;
  if (/[\u0660-\u0669]/.test(text) && /[\u06f0-\u06f9]/.test(text)) return false; // two sets of Arabic digits
  if (/(?:^|[^\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d/.test(text)) return false; // joiner after virama
  return !/(?:^|[^\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0600-\u06ff])\u200c/.test(text);
}

/** RFC 3492 decoding; undefined when the text is no punycode. */
function decodePunycode(text: string): string | undefined {
  const split = text.lastIndexOf("-");
  const output = split > 0 ? [...text.slice(0, split)].map((char) => char.charCodeAt(0)) : [];
  let code = 128;
  let index = 0;
  let bias = 72;
  for (let at = split > 0 ? split + 1 : 0; at < text.length;) {
    const before = index;
    for (let weight = 1, base = 36; ; base += 36) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      const threshold = base <= bias ? 1 : base >= bias + 26 ? 26 : base - bias;
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (index > 0x7fffffff) return undefined;
    }
    bias = adapt(index - before, output.length + 1, before === 0);
    code += Math.floor(index / (output.length + 1));
    index %= output.length + 1;
    if (code > 0x10ffff) return undefined;
    output.splice(index++, 0, code);
  }
  return output.length > 0 ? String.fromCodePoint(...output) : undefined;
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

function adapt(delta: number, points: number, first: boolean): number {
  let left = Math.floor(delta / (first ? 700 : 2));
  left += Math.floor(left / points);
  let base = 0;
  for (; left > 455; base += 36) left = Math.floor(left / 35);
  return base + Math.floor((36 * left) / (left + 38));
}
