/** The steps of an action card: lines, or parts behind "1." "2、" "(3)". */
export function sopSteps(text: string): string[] {
  return text
    .split(/\r?\n|(?:^|[\s；;。])(?=[(（]?\d{1,2}[)）.、．]\s*\D)/u)
    .flatMap((part) => (/[；;]/u.test(part) ? part.split(/[；;]/u) : [part]))
    .map((part) => part.replace(/^[\s(（]*\d{1,2}[)）.、．]\s*/u, "").replace(/[；;。\s]+$/u, "").trim())
    .filter((part) => part !== "");
}
