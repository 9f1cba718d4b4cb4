/** Frames to wait for a field that is drawn only when its section comes near. */
const frames = 60;

const handleOf = (xid: string): HTMLElement | null => document.querySelector(`.dz-canvas-field[data-xid="${CSS.escape(xid)}"] > .dz-handle`);

/** Somebody types already: the focus stays with him. */
const isTyping = (): boolean => document.activeElement?.matches("input, textarea, select") === true && !document.activeElement.closest(".dz-palette");

/** Puts the focus on a field of the canvas as soon as it is drawn; without one, on the canvas, so that keys still reach it. */
export function focusField(xid: string | undefined, left = frames): void {
  requestAnimationFrame(() => {
    const handle = xid === undefined ? null : handleOf(xid);
    if (handle) handle.focus({ preventScroll: true });
    else if (xid !== undefined && left > 0 && !isTyping()) focusField(xid, left - 1);
    else document.querySelector<HTMLElement>(".dz-canvas")?.focus({ preventScroll: true });
  });
}

/** After something went from the page: back to the canvas when the focus fell to nothing. */
export function rescueFocus(xid: string | undefined): void {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body) focusField(xid);
  }));
}

/** To the first property of the selected field, its text marked ready to be written over. */
export function focusProperties(): void {
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLInputElement>('.dz-props [data-prop="title-zh"]');
    first?.focus();
    first?.select();
  });
}

/** To the search of the palette, which finds a kind by its name. */
export function focusPalette(): void {
  const search = document.querySelector<HTMLInputElement>(".dz-palette input");
  search?.focus();
  search?.select();
}
