import { MergeOutlined, WarningFilled } from "@ant-design/icons";
import type { Definition, DefinitionKind } from "@safeloop/engine";
import { clockText, ErrorCard } from "@safeloop/web";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Theirs } from "../../app/useTheirs.ts";
import type { Draft, Fetched } from "../../app/useDraft.ts";
import { compare } from "../diff/changeList.ts";
import { useChangeWords } from "../useComparison.ts";
import { MergeDialog } from "./MergeDialog.tsx";
import { type MergePlan, planMerge } from "./mergePlan.ts";
import "./merge.css";

interface TheirsBannerProps<D extends Definition> {
  readonly kind: DefinitionKind;
  readonly draft: Draft<D>;
  readonly theirs: Theirs;
}

/** Somebody else published or saved: who and when, what they changed, and the way to merge it. Nothing of ours is touched before that. */
export function TheirsBanner<D extends Definition>({ kind, draft, theirs }: TheirsBannerProps<D>): ReactNode {
  const { t } = useTranslation("versions");
  const { merging, definition } = draft;
  const say = useChangeWords(kind, definition);
  const [fetched, setFetched] = useState<Fetched<D> | undefined>(undefined);
  const [open, setOpen] = useState<"diff" | "merge" | undefined>(undefined);
  const [plan, setPlan] = useState<MergePlan<D> | undefined>(undefined);
  const [fault, setFault] = useState<unknown>(undefined);
  const mine = compare(kind, merging.base(), definition).changes.length;
  const fetchThen = async (then: (found: Fetched<D>) => void): Promise<void> => {
    setFault(undefined);
    try {
      const found = await merging.fetch();
      setFetched(found);
      then(found);
    } catch (error) {
      setFault(error);
    }
  };
  const merge = (found: Fetched<D>): void => {
    if (mine === 0) return merging.take(found.definition, found);
    setPlan(planMerge(kind, merging.base(), definition, found.definition));
    setOpen("merge");
  };
  const words = theirs.what === "published" ? "theirs.published" : theirs.what === "dropped" ? "theirs.dropped" : "theirs.saved";
  const lines = open === "diff" && fetched ? say(compare(kind, merging.base(), fetched.definition)) : undefined;
  return (
    <section className="dz-theirs" role="status">
      <WarningFilled className="dz-warn" aria-hidden />
      <span><strong>{t(words, { who: theirs.by.name, at: clockText(theirs.at), revision: theirs.revision })}</strong> <span className="sl-meta">{mine > 0 ? t("theirs.yours", { count: mine }) : t("theirs.none")}</span></span>
      <span className="dz-theirs-acts">
        <Button onClick={() => (open === "diff" ? setOpen(undefined) : void fetchThen(() => setOpen("diff")))} aria-expanded={open === "diff"}>{t("theirs.diff")}</Button>
        <Button type="primary" icon={<MergeOutlined />} onClick={() => void fetchThen(merge)}>{t(mine > 0 ? "theirs.merge" : "theirs.take")}</Button>
      </span>
      {lines && <ul className="dz-theirs-diff">{lines.map((line) => <li key={line.change.key}>{line.sentence}</li>)}{lines.length === 0 && <li>{t("json.none")}</li>}</ul>}
      {fault !== undefined && <ErrorCard fault={fault} what={t("theirs.fault")} />}
      {open === "merge" && plan && fetched && <MergeDialog kind={kind} plan={plan} theirs={theirs} definition={definition} take={(merged) => merging.take(merged, fetched)} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
