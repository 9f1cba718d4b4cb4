import { type CompiledForm, type Issue, pointerSteps } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { issueText } from "./issueText.ts";

/** The field an issue is about: the deepest one its path names, with the row it lies in. */
function placeOf(form: CompiledForm, path: string): { readonly xid: string; readonly title: string; readonly row?: number } | undefined {
  const [key, row, cell] = pointerSteps(path);
  const top = form.roots.find((field) => field.key === key);
  if (top === undefined) return undefined;
  const child = top.children.find((field) => field.key === (top.shape === "rows" ? cell : row));
  const title = child === undefined ? top.title.zh : `${top.title.zh} · ${child.title.zh}`;
  return { xid: child?.xid ?? top.xid, title, ...(top.shape === "rows" && row !== undefined ? { row: Number(row) + 1 } : {}) };
}

/** Every error of the form, each leading to its field. */
export function ErrorList({ issues, form, onJump }: { readonly issues: ReadonlyMap<string, readonly Issue[]>; readonly form: CompiledForm; readonly onJump: (xid: string) => void }): ReactNode {
  const { t } = useTranslation("forms");
  const { locale } = useLocale();
  if (issues.size === 0) return null;
  const all = [...issues].flatMap(([path, list]) => list.map((issue) => ({ path, issue, place: placeOf(form, path) })));
  return (
    <section className="sf-errors" tabIndex={-1} role="alert">
      <strong>{t("errors", { count: all.length })}</strong>
      <ul>
        {all.map(({ path, issue, place }) => (
          <li key={`${path}-${issue.code}`}>
            <button type="button" className="sl-link" disabled={place === undefined} onClick={() => place && onJump(place.xid)}>{issueText(issue, locale)}</button>
            {place?.row !== undefined && <span className="sl-meta">{t("inRow", { row: place.row })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
