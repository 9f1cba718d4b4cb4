import type { Words } from "@safeloop/web";

/** The two views of a flow, and what is done in them. */
const words: Words = {
  view: { label: "View", tree: "Vertical", canvas: "Free canvas", tidy: "Tidy up", note: "Places are kept in this browser; the flow stays as it is", same: "Two drawings of one definition" },
  fold: { fold: "Fold “{{title}}”", unfold: "Unfold “{{title}}”: {{count}} steps" },
  act: { add: "Add after it", copy: "Copy", paste: "Paste", duplicate: "Duplicate", up: "Move up", down: "Move down", left: "Move left", right: "Move right", remove: "Delete" },
  paste: { where: "Select a step or branch first; it is pasted after that", nothing: "The clipboard holds no steps of a flow" },
  connect: { no: "That would leave no clean blocks: a step can follow another step, or go into a branch" },
  aria: {
    node: "Arrow keys move the selection, Alt and arrow keys move the step, Enter shows its properties, A adds after it, Delete removes it", edge: "Line", moved: "Moved", controls: "Zoom of the canvas", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit the window", interactive: "Lock the canvas", minimap: "Overview", handle: "Connection point",
  },
};

export default words;
