import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { type ElementChange, type ElementRow, isIdle } from "./changes.ts";
import { LayerChips } from "./LayerChips.tsx";
import { authorText, changeText } from "./LayerSteps.tsx";
import { RevertButton } from "./RevertButton.tsx";
import { valueText } from "./valueText.ts";

interface LineProps {
  readonly packId: string;
  readonly seq: number;
  readonly row: ElementRow;
}

/** One element with its state and own changes. The one a link leads to is in view. */
export function ElementLine({ isChosen, ...line }: LineProps & { readonly isChosen: boolean }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { row } = line;
  const own = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) own.current?.scrollIntoView({ block: "center" });
  }, [isChosen]);
  return (
    <li ref={own} {...(isChosen ? { className: "sl-element-chosen", "aria-current": true } : {})}>
      <div className="sl-element-head">
        <span className="sl-element-title"><b>{text(row.title)}</b><span className="sl-meta">{t(`kind.${row.kind}`, { defaultValue: row.kind })}</span></span>
        <LayerChips row={row} saysInherited />
      </div>
      {row.changes.map((change) => <Change key={change.key} {...line} change={change} />)}
    </li>
  );
}

/** Above, ours, and what is in force; who made it; and the way back. An own value that does not count is struck and says why. */
function Change({ packId, seq, row, change }: LineProps & { readonly change: ElementChange }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const may = useMay();
  const idle = isIdle(row, change);
  const what = changeText(change, t);
  const about = `${text(row.title)} · ${what}`;
  const author = authorText(change);
  return (
    <div className="sl-element-change" role="group" aria-label={what}>
      <dl>{change.op === "set" ? <Values change={change} isIdle={idle} what={what} /> : <div className="sl-element-did"><dt>{t("changes.did")}</dt><dd>{what}</dd></div>}</dl>
      {may("pack.edit") && <div className="sl-element-act"><RevertButton packId={packId} seq={seq} keys={[change.key]} size="small" label={t("revert.act")} about={about} title={t("revert.titleOne", { what: about })} /></div>}
      {(author !== "" || idle) && <p className="sl-meta">{[author, idle ? t("changes.idle") : ""].filter((one) => one !== "").join(" · ")}</p>}
    </div>
  );
}

function Values({ change, isIdle: idle, what }: { readonly change: ElementChange; readonly isIdle: boolean; readonly what: string }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale } = useLocale();
  const words = (value: unknown): string => valueText(value, locale, t);
  return (
    <>
      <div><dt>{t("changes.prop")}</dt><dd>{what}</dd></div>
      <div><dt>{t("changes.upper")}</dt><dd>{words(change.upper)}</dd></div>
      <div><dt>{t("changes.mine")}</dt><dd>{idle ? <s className="sl-muted">{words(change.mine)}</s> : words(change.mine)}</dd></div>
      <div><dt>{t("changes.effective")}</dt><dd><b>{words(change.effective)}</b></dd></div>
    </>
  );
}
