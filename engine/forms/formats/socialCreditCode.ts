const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // no I, O, S, V, Z
const shape = /^[0-9A-HJ-NPQRTUW-Y]{2}\d{6}[0-9A-HJ-NPQRTUW-Y]{10}$/;

/**
 * Unified social credit code of a Chinese legal entity (GB 32100—2015):
 * 18 characters, upper case, the last a check character over the 17 before it
 * with weights 3^(i−1) mod 31 (section 4.5 there).
 */
export function isSocialCreditCode(text: string): boolean {
  if (!shape.test(text)) return false;
  let sum = 0;
  for (let i = 0, weight = 1; i < 17; i += 1, weight = (weight * 3) % 31) sum += alphabet.indexOf(text.charAt(i)) * weight;
  return alphabet.charAt((31 - (sum % 31)) % 31) === text.charAt(17);
}
