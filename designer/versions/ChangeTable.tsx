import { ArrowRightOutlined, EditOutlined, MinusOutlined, PlusOutlined, SwapOutlined } from "@ant-design/icons";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { What } from "./diff/changeList.ts";
import type { Line } from "./diff/changeWords.ts";

const icons: { readonly [what in What]: readonly [icon: ReactNode, tone: string] } = {
  added: [<PlusOutlined key="i" />, "added"], removed: [<MinusOutlined key="i" />, "removed"], moved: [<SwapOutlined key="i" />, "changed"], ordered: [<SwapOutlined key="i" />, "changed"],
  edited: [<EditOutlined key="i" />, "changed"], listed: [<EditOutlined key="i" />, "changed"], json: [<EditOutlined key="i" />, "changed"],
};

function Icon({ what }: { readonly what: What }): ReactNode {
  const { t } = useTranslation("versions");
  const [icon, tone] = icons[what];
  const word = what === "added" || what === "removed" || what === "moved" ? what : "changed";
  return <span className={`dz-change-icon is-${tone}`} role="img" aria-label={t(word)} title={t(word)}>{icon}</span>;
}

function Values({ line }: { readonly line: Line }): ReactNode {
  const { t } = useTranslation("versions");
  if (line.was === undefined && line.now === undefined) return null;
  return <span className="dz-values"><del>{line.was ?? "—"}</del> <ArrowRightOutlined aria-label={t("arrow")} /> <ins>{line.now ?? "—"}</ins></span>;
}

interface ChangeTableProps {
  readonly lines: readonly Line[];
  readonly chosen: number | undefined;
  readonly choose: (at: number) => void;
}

/** What changed, a sentence a line, under the section or step it belongs to; with old and new value. */
export function ChangeTable({ lines, chosen, choose }: ChangeTableProps): ReactNode {
  const { t } = useTranslation("versions");
  const raw = lines.filter((line) => line.isRaw).length;
  return (
    <section className="sl-card dz-change-card">
      <div className="dz-change-head"><span>{t("what")}</span><span>{t("values")}</span></div>
      <ol className="dz-change-list">
        {lines.map((line, at) => (
          <Fragment key={line.change.key}>
            {line.group !== lines[at - 1]?.group && <li className="dz-change-group">{line.group}</li>}
            <li>
              <button type="button" className={`dz-change${line.isRaw ? " is-raw" : ""}`} aria-pressed={chosen === at} onClick={() => choose(at)}>
                <Icon what={line.change.what} />
                <span className="dz-change-words">{line.sentence}</span>
                <Values line={line} />
              </button>
            </li>
          </Fragment>
        ))}
      </ol>
      {raw > 0 && <p className="dz-change-raw sl-meta">{t("raw", { count: raw })}</p>}
    </section>
  );
}
