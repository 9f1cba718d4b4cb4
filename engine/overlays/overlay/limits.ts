/** Sizes beyond which a pack or an overlay is refused (overlays.md 1). */
export const overlayLimits = { ops: 2_000, elements: 20_000, nesting: 20, anchors: 3 } as const;
