/** Scrolls to a field and focuses its first control; waits a few frames for a section that is just being mounted. */
export function jumpToField(root: HTMLElement | null, xid: string, inner: string, tries = 10): void {
  const box = root?.querySelector<HTMLElement>(`[data-xid="${CSS.escape(inner)}"]`) ?? root?.querySelector<HTMLElement>(`[data-xid="${CSS.escape(xid)}"]`);
  if (box === null || box === undefined) {
    if (tries > 0) requestAnimationFrame(() => jumpToField(root, xid, inner, tries - 1));
    return;
  }
  box.scrollIntoView({ block: "center" });
  box.querySelector<HTMLElement>("input:not([hidden]), select, textarea, button, [tabindex]")?.focus({ preventScroll: true });
}
