/** The steps of an action card: lines, or parts behind "1." "2、" "(3)" "四、". */
export function sopSteps(text: string): string[] {
  const numbered = text
    .split(/\r?\n|(?:^|[\s；;。])(?=[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、．]\s*\D)/u)
    .filter((part) => part.trim() !== "");
  // A numbered step may hold two clauses; only a text without numbers or lines is cut at its semicolons.
  const steps = numbered.length > 1 ? numbered : text.split(/[；;]/u);
  return steps
    .map((part) => part.replace(/^[\s(（]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、．]\s*/u, "").replace(/[；;。\s]+$/u, "").trim())
    .filter((part) => part !== "");
}
