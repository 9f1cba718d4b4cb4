import type { CompiledForm, Field } from "../forms/index.ts";
import type { FormSection } from "../model/form.ts";
import type { PrintBlock, PrintGridCell, PrintLayout } from "../model/print.ts";

/** Values that need a line of their own. */
const wide: ReadonlySet<string> = new Set(["paragraph", "people", "certificate", "matrix", "risk-matrix", "video", "audio", "file"]);
/** What is read of a gas test, by key: when, where, what, how much, the limit, by whom, with what, and the verdict. */
const gasKeys = ["time", "point", "gas", "value", "volPct", "mgm3", "o2Pct", "limitUsed", "device", "tester", "result"];

/** A group is printed as its members; layout kinds hold nothing. */
function leaves(field: Field): readonly Field[] {
  if (field.shape === "object") return field.children.flatMap(leaves);
  return field.stored ? [field] : [];
}

function gasBlock(field: Field): PrintBlock | undefined {
  const by = (key: string): Field | undefined => field.children.find((child) => child.key === key);
  const unit = by("measureUnit");
  const columns = gasKeys.flatMap((key) => by(key) ?? []).map((child) => ({ field: child.xid, ...(child.key === "value" && unit ? { unitFrom: unit.xid } : {}), ...(child.key === "time" || child.key === "point" ? { width: 1.5 } : {}) }));
  if (field.children.length === 0) return undefined;
  return { kind: "table", field: field.xid, ...(columns.length >= 4 ? { columns } : {}) };
}

function blockOf(field: Field): PrintBlock | undefined {
  if (field.kind === "gas-test") return gasBlock(field);
  if (field.kind === "repeat-table" && field.children.length > 0) return { kind: "table", field: field.xid };
  if (field.kind === "checklist") return { kind: "checklist", field: field.xid };
  if (field.kind === "signature") return { kind: "signatures", fields: [field.xid] };
  return field.kind === "photo" ? { kind: "photos", fields: [field.xid] } : undefined;
}

function sectionBlocks(form: CompiledForm, section: FormSection): readonly PrintBlock[] {
  const columns = section.columns ?? 2;
  const fields = section.fields.flatMap((xid) => { const field = form.byXid.get(xid); return field ? leaves(field) : []; });
  const blocks: PrintBlock[] = [];
  let cells: PrintGridCell[] = [];
  const close = (): void => {
    if (cells.length > 0) blocks.push({ kind: "grid", columns, cells, ...(blocks.length === 0 ? { title: section.title } : {}) });
    cells = [];
  };
  for (const field of fields) {
    const block = blockOf(field);
    if (!block) cells.push({ field: field.xid, ...(wide.has(field.kind) ? { span: columns } : {}) });
    else {
      close();
      blocks.push(blocks.length === 0 && fields.length === 1 ? { ...block, title: section.title } : block);
    }
  }
  close();
  return blocks;
}

/** The layout of a form that gives none: its sections in order, then approvals and what happened. */
export function defaultLayout(form: CompiledForm): PrintLayout {
  const sections = form.def.ui.sections.flatMap((section) => sectionBlocks(form, section));
  return { blocks: [...sections, { kind: "approvals" }, { kind: "events" }] };
}
