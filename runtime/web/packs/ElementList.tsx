import type { PackElements } from "@safeloop/engine";
import { Button, Input, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { elementCounts, type ElementFilter, type ElementGroup, filterElements, groupElements, idleKeys, keysOf } from "./changes.ts";
import { ElementLine } from "./ElementLine.tsx";
import { RevertButton } from "./RevertButton.tsx";

const step = 100;

/** What differs from above or is held there, by definition. Own changes can be taken back: one, those of an element, all of a definition. */
export function ElementList({ packId, data }: { readonly packId: string; readonly data: PackElements }): ReactNode {
  const { t } = useTranslation("packs");
  const counts = elementCounts(data.items);
  const [filter, setFilter] = useUrlState("show", counts.own > 0 ? "own" : "all");
  const [q, setQ] = useUrlState("q");
  const [chosen] = useUrlState("el");
  const [most, setMost] = useState(step);
  const shown = filterElements(data.items, filter as ElementFilter, q);
  const end = Math.max(most, shown.findIndex((one) => one.el === chosen) + 1);
  return (
    <section className="sl-card">
      <div className="sl-changes-filters">
        <Segmented value={filter} onChange={setFilter} options={(["own", "locked", "all"] as const).map((one) => ({ value: one, label: `${t(`changes.filter.${one}`)} ${counts[one]}` }))} />
        <Input.Search data-filter allowClear placeholder={t("changes.search")} aria-label={t("changes.search")} defaultValue={q} onSearch={setQ} style={{ width: 220 }} />
        <ClearIdle packId={packId} data={data} />
      </div>
      {shown.length === 0 ? <Empty title={counts.own === 0 && filter === "own" ? t("changes.none") : t("common:load.empty")} {...(counts.own === 0 && filter === "own" ? { hint: t("changes.noneHint") } : {})} /> : groupElements(shown.slice(0, end)).map((group) => <Group key={`${group.definition.kind}/${group.definition.id}`} packId={packId} data={data} group={group} chosen={chosen} />)}
      {shown.length > end && <p className="sl-changes-more"><Button onClick={() => setMost(end + step)}>{t("common:load.more", { count: Math.min(step, shown.length - end) })}</Button></p>}
    </section>
  );
}

/** Own changes without effect, all at once; only a person's act does it. */
function ClearIdle({ packId, data }: { readonly packId: string; readonly data: PackElements }): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const keys = idleKeys(data.items);
  const count = keys.length;
  return count > 0 && may("pack.edit") ? <RevertButton packId={packId} seq={data.seq} keys={keys} label={t("revert.clear", { count })} title={t("revert.titleClear", { count })} /> : null;
}

interface GroupProps {
  readonly packId: string;
  readonly data: PackElements;
  readonly group: ElementGroup;
  readonly chosen: string;
}

function Group({ packId, data, group: { definition, rows }, chosen }: GroupProps): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const may = useMay();
  // All of the definition, also what the filter hides.
  const keys = keysOf(data.items.filter((one) => one.definition.kind === definition.kind && one.definition.id === definition.id));
  return (
    <section className="sl-element-group" aria-label={text(definition.title)}>
      <header><h3>{text(definition.title)}</h3><span className="sl-meta">{t(`kindOf.${definition.kind}`)}{keys.length > 0 && ` · ${t("changes.count", { count: keys.length })}`}</span>{keys.length > 1 && may("pack.edit") && <RevertButton packId={packId} seq={data.seq} keys={keys} size="small" label={t("revert.all")} about={text(definition.title)} title={t("revert.titleMany", { what: text(definition.title), count: keys.length })} />}</header>
      <ul className="sl-elements">{rows.map((row) => <ElementLine key={row.el} packId={packId} seq={data.seq} row={row} isChosen={row.el === chosen} />)}</ul>
    </section>
  );
}
