/** What a point's code says of the place. */
export interface Point { readonly area?: string; readonly text?: string }

/**
 * Reads the code on a point plate: the address of this page with `area`,
 * `asset` or `at` (`https://…/snap?area=tank-a&asset=P-103A`), or a bare
 * equipment number. Anything else is no point of ours.
 */
export function pointOf(code: string): Point | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{1,39}$/.test(code)) return { text: code };
  let url: URL;
  try {
    url = new URL(code);
  } catch {
    return undefined; // words or another scheme's payload
  }
  if (!url.pathname.startsWith("/snap")) return undefined;
  const [area, text] = [url.searchParams.get("area"), url.searchParams.get("asset") ?? url.searchParams.get("at")];
  if (area === null && text === null) return undefined;
  return { ...(area === null ? {} : { area: area.slice(0, 60) }), ...(text === null ? {} : { text: text.slice(0, 120) }) };
}
