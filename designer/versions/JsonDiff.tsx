import { canonicalJson, type Definition } from "@safeloop/engine";
import { App, Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Comparison } from "./diff/changeList.ts";
import { applied, definitionFrom } from "./diff/definitionTree.ts";
import { type DiffLine, lineDiff } from "./diff/lineDiff.ts";

/** Keys in one order, so that only what is said differs. */
const linesOf = (definition: unknown): readonly string[] => JSON.stringify(JSON.parse(canonicalJson(definition)), null, 2).split("\n");
const bare = ({ revision: _, ...definition }: Definition): object => definition;

/** The definition with only the chosen change made, so that its lines alone differ; all of them when it cannot be made by itself. */
function only(comparison: Comparison, at: number): readonly [object, object] | undefined {
  const { kind, before, changes } = comparison;
  const change = changes[at];
  if (!change || change.ops.length === 0) return undefined;
  const [old, next] = [definitionFrom(kind, before, 0), definitionFrom(kind, applied(before, change.ops).tree, 0)];
  return old && next && JSON.stringify(old) !== JSON.stringify(next) ? [bare(old), bare(next)] : undefined;
}

function Row({ line }: { readonly line: DiffLine }): ReactNode {
  const { t } = useTranslation("versions");
  if (line.is === "gap") return <li className="dz-json-gap">{t("json.more", { count: line.count })}</li>;
  return <li className={`dz-json-line is-${line.is}`}><span className="dz-json-no" aria-hidden>{line.new ?? line.old}</span><span className="dz-json-sign">{line.is === "old" ? "-" : line.is === "new" ? "+" : ""}</span><code>{line.text}</code></li>;
}

interface JsonDiffProps {
  readonly comparison: Comparison;
  readonly from: Definition;
  readonly to: Definition;
  readonly chosen: number | undefined;
  readonly showAll: () => void;
}

/** The JSON of the chosen change, or of all, line by line. */
export function JsonDiff({ comparison, from, to, chosen, showAll }: JsonDiffProps): ReactNode {
  const { t } = useTranslation("versions");
  const { message } = App.useApp();
  const single = useMemo(() => (chosen === undefined ? undefined : only(comparison, chosen)), [comparison, chosen]);
  const lines = useMemo(() => {
    const [old, next] = single ?? [bare(from), bare(to)];
    return lineDiff(linesOf(old), linesOf(next));
  }, [single, from, to]);
  const copy = (): void => void navigator.clipboard.writeText(lines.map((line) => (line.is === "gap" ? "…" : `${line.is === "old" ? "-" : line.is === "new" ? "+" : " "} ${line.text}`)).join("\n")).then(() => message.success(t("json.copied")));
  return (
    <section className="sl-card dz-json-card">
      <header>
        {single && chosen !== undefined ? t("json.one", { n: chosen + 1 }) : t("json.all")}
        <span className="dz-right">{single && <Button type="link" size="small" onClick={showAll}>{t("json.showAll")}</Button>}<Button type="link" size="small" onClick={copy}>{t("json.copy")}</Button></span>
      </header>
      <ol className="dz-json-diff" tabIndex={0} aria-label="JSON">{lines.map((line, at) => <Row key={at} line={line} />)}</ol>
    </section>
  );
}
