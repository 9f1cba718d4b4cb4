import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import "./components.css";

/** Nothing for 200 ms, then grey lines in place of the content, after 3 s a sentence that says how long it has taken. */
export function Loading({ rows = 4, onCancel }: { readonly rows?: number; readonly onCancel?: () => void }): ReactNode {
  const { t } = useTranslation();
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const started = performance.now();
    const tick = setInterval(() => setWaited(performance.now() - started), 200);
    return () => clearInterval(tick);
  }, []);
  if (waited < 200) return null;
  return (
    <div className="sl-loading" role="status" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => <span key={index} className="sl-bone" />)}
      {waited > 3000 && <p className="sl-meta">{t("load.slow", { seconds: Math.floor(waited / 1000) })}{onCancel && <button type="button" className="sl-link" onClick={onCancel}>{t("act.cancel")}</button>}</p>}
    </div>
  );
}
