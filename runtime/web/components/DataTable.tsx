import { Table, type TableProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "./Empty.tsx";
import { ErrorCard } from "./ErrorCard.tsx";
import "./components.css";

export interface DataTableProps<T extends object> extends Omit<TableProps<T>, "size" | "pagination" | "locale"> {
  /** `compact` 32 · `default` 40 · `console` 44 pixels a row. */
  readonly density?: "compact" | "default" | "console";
  readonly fault?: unknown;
  readonly onRetry?: () => void;
  readonly empty?: ReactNode;
  /** Loads the next page; absent at the end. */
  readonly onMore?: (() => void) | undefined;
  readonly total?: number | undefined;
  /** Opens a row: click, or Enter on the focused row. */
  readonly onOpen?: (row: T) => void;
  readonly selectedKey?: string | undefined;
}

/** Table by our conventions: sticky head, identity first, numbers right, row click opens, error and empty in place. */
export function DataTable<T extends object>(props: DataTableProps<T>): ReactNode {
  const { density = "default", fault, onRetry, empty, onMore, total, onOpen, selectedKey, ...table } = props;
  const { t } = useTranslation();
  const shown = table.dataSource?.length ?? 0;
  if (fault) return <ErrorCard fault={fault} {...(onRetry ? { onRetry } : {})} />;
  return (
    <div className={`sl-table sl-table-${density}`}>
      <Table<T>
        {...table}
        size={density === "compact" ? "small" : "middle"}
        pagination={false}
        sticky
        locale={{ emptyText: empty ?? <Empty title={t("load.empty")} /> }}
        rowClassName={(row) => (selectedKey !== undefined && keyOf(table.rowKey, row) === selectedKey ? "sl-row-selected" : "")}
        {...(onOpen ? { onRow: (row) => ({ tabIndex: 0, onClick: () => onOpen(row), onKeyDown: (event) => { if (event.key === "Enter") onOpen(row); } }) } : {})}
      />
      {(total !== undefined || onMore) && (
        <footer className="sl-table-foot sl-meta">
          {total !== undefined && <span>{t("load.all", { count: total })}</span>}
          {onMore && <button type="button" className="sl-link" onClick={onMore}>{t("load.more", { count: total === undefined ? 50 : Math.min(50, total - shown) })}</button>}
        </footer>
      )}
    </div>
  );
}

function keyOf<T extends object>(rowKey: TableProps<T>["rowKey"], row: T): string | undefined {
  return typeof rowKey === "string" ? String((row as Record<string, unknown>)[rowKey]) : typeof rowKey === "function" ? String(rowKey(row)) : undefined;
}
