/** Where sign-in leads: the page that asked for it, only ever inside this site. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get("next");
  if (next === null || !next.startsWith("/") || next.startsWith("//") || next.includes("\\") || next.startsWith("/sign-in")) return "/";
  return next;
}
