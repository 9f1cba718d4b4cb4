import type { DefVersion } from "@safeloop/engine";
import { dateTimeText, StateChip } from "@safeloop/web";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { authorName, reasonWords } from "./versionWords.ts";

/** The draft, or a revision. */
export type Pick = "draft" | number;

interface Sides {
  readonly from: Pick | undefined;
  readonly to: Pick;
  readonly choose: (side: "from" | "to", pick: Pick) => void;
}

function SideButtons({ pick, name, from, to, choose }: Sides & { readonly pick: Pick; readonly name: string }): ReactNode {
  const { t } = useTranslation("versions");
  const sides = [["from", from, "asFrom"], ["to", to, "asTo"]] as const;
  return <span className="dz-sides">{sides.map(([side, now, words]) => <button key={side} type="button" aria-pressed={now === pick} aria-label={t(words, { name })} title={t(words, { name })} onClick={() => choose(side, pick)}>{t(side)}</button>)}</span>;
}

interface ItemProps extends Sides {
  readonly pick: Pick;
  readonly name: string;
  readonly tone: "draft" | "live" | "old";
  readonly chip?: ReactNode;
  readonly children: ReactNode;
}

function Item({ tone, chip, children, ...sides }: ItemProps): ReactNode {
  return (
    <li className={`dz-version is-${tone}`}>
      <span className="dz-version-line"><strong>{sides.name}</strong>{chip}<SideButtons {...sides} /></span>
      {children}
    </li>
  );
}

interface VersionListProps extends Sides {
  readonly versions: readonly DefVersion[];
  readonly publishedRevision: number | null;
  readonly hasDraft: boolean;
  /** Running instances by revision, as far as the reader may know. */
  readonly running: ReadonlyMap<number, number>;
  readonly restore: (revision: number) => void;
  readonly mayRestore: boolean;
}

/** Every version as it came, the draft on top: who, when, why, by which hash, and what still runs on it. */
export function VersionList({ versions, publishedRevision, hasDraft, running, restore, mayRestore, ...sides }: VersionListProps): ReactNode {
  const { t } = useTranslation("versions");
  const restored = [sides.from, sides.to].find((one): one is number => typeof one === "number" && one !== publishedRevision);
  return (
    <aside className="dz-version-pane" aria-label={t("title")}>
      <header><strong>{t("title")}</strong><span className="sl-meta">{t("choose")}</span></header>
      <ol className="dz-version-list">
        <Item {...sides} pick="draft" name={t("draft")} tone="draft"><span>{t(hasDraft ? "draftNow" : "noDraft")}</span></Item>
        {versions.map((version) => (
          <Item key={version.revision} {...sides} pick={version.revision} name={`v${version.revision}`} tone={version.revision === publishedRevision ? "live" : "old"} {...(version.revision === publishedRevision ? { chip: <StateChip tone="good">{t("live")}</StateChip> } : {})}>
            <span>{reasonWords(version, t)}</span>
            <span className="sl-meta">{t("published", { who: authorName(version.by, t), at: dateTimeText(version.at) })}</span>
            <span className="sl-meta"><code title={t("hash", { hash: version.hash })}>{version.hash.replace(/^sha256:/, "").slice(0, 8)}</code>{(running.get(version.revision) ?? 0) > 0 && ` · ${t("running", { count: running.get(version.revision) })}`}</span>
          </Item>
        ))}
      </ol>
      <footer>
        {restored !== undefined && <Button block disabled={!mayRestore} onClick={() => restore(restored)}>{t("restore.open", { revision: restored })}</Button>}
        <small className="sl-meta">{t("restore.note")}</small>
      </footer>
    </aside>
  );
}
