import type { PrintCell, PrintDocument, PrintedBlock, PrintedGrid, PrintedTable, PrintTick } from "@safeloop/engine";
import type { ReactNode } from "react";

const ticks: { readonly [tick in PrintTick]: string } = { yes: "☑", no: "☐", none: "—" };

function Cell({ cell }: { readonly cell: PrintCell }): ReactNode {
  return (
    <span className={cell.tone ? `dz-print-${cell.tone}` : undefined}>
      {cell.tick && `${ticks[cell.tick]} `}{cell.text}{cell.badge && <small className="dz-print-badge">{cell.badge}</small>}
      {cell.signs?.map((sign, at) => <span key={at} className="dz-print-sign">{sign.name} {sign.how} {sign.at}</span>)}
    </span>
  );
}

function Grid({ block }: { readonly block: PrintedGrid }): ReactNode {
  return (
    <table>
      <tbody>
        {block.lines.map((line, at) => <tr key={at}>{line.map((pair, place) => [<th key={`l${place}`} scope="row">{pair.label}</th>, <td key={`v${place}`} colSpan={pair.span * 2 - 1}><Cell cell={pair.value} /></td>])}</tr>)}
      </tbody>
    </table>
  );
}

function Table({ block }: { readonly block: PrintedTable }): ReactNode {
  const all = block.columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <table>
      <colgroup>{block.columns.map((column, at) => <col key={at} style={{ width: `${(column.width / all) * 100}%` }} />)}</colgroup>
      <thead><tr>{block.columns.map((column, at) => <th key={at} scope="col">{column.title}</th>)}</tr></thead>
      <tbody>
        {block.rows.map((row, at) => <tr key={at}>{row.map((cell, place) => <td key={place} className={block.columns[place]?.centred ? "is-centred" : undefined}><Cell cell={cell} /></td>)}</tr>)}
        {block.rows.length === 0 && <tr><td colSpan={block.columns.length}>{block.empty}</td></tr>}
      </tbody>
    </table>
  );
}

function Block({ block }: { readonly block: PrintedBlock }): ReactNode {
  const inside = block.kind === "grid" ? <Grid block={block} /> : block.kind === "table" ? <Table block={block} /> : block.kind === "note" ? <p>{block.text}</p>
    : <ul className="dz-print-photos">{block.items.length === 0 ? <li>{block.empty}</li> : block.items.map((item, at) => <li key={at}>{item.caption}</li>)}</ul>;
  return <section>{block.title && <h4>{block.title}</h4>}{inside}</section>;
}

/** A print document on a sheet of A4 as wide as there is room, in black on white whatever the theme. */
export function PrintSheet({ printed }: { readonly printed: PrintDocument }): ReactNode {
  return (
    <div className="dz-print">
      <article className={`dz-print-sheet${printed.dense ? " is-dense" : ""}`}>
        {printed.mark && <div className="dz-print-mark" aria-hidden>{printed.mark}</div>}
        <h2>{printed.title}{printed.copy}</h2>
        <p className="dz-print-facts">{printed.facts.map((fact) => <span key={fact}>{fact}</span>)}</p>
        {printed.blocks.map((block, at) => <Block key={at} block={block} />)}
        <footer>{printed.footer.map((line) => <span key={line}>{line}</span>)}</footer>
      </article>
    </div>
  );
}
