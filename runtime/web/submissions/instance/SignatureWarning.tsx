import { WarningFilled } from "@ant-design/icons";
import type { InstanceView } from "@safeloop/engine";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";

/** Above everything else: which signatures no longer hold, by step and person, what that means and where to look. Nothing while all hold. */
export function SignatureWarning({ instance }: { readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const broken = instance.history.filter((item) => item.signature?.intact === false);
  if (broken.length === 0) return null;
  const lines = broken.map((item) => [text(item.node?.title), item.by?.name ?? t("system")].filter(Boolean).join(" · ")).join(t("inbox:semicolon"));
  return (
    <p className="sl-signature-warning" role="alert">
      <WarningFilled /> <strong>{t("signature.warn", { count: broken.length, lines })}</strong> {t("signature.why")}{" "}
      <Link to="." search={(old: Record<string, unknown>) => ({ ...old, tab: "audit" })}>{t("signature.audit")}</Link>
    </p>
  );
}
