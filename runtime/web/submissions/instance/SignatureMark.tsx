import { CheckCircleOutlined, WarningFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../../components/StateChip.tsx";
import type { Signature } from "./historyEntries.ts";

/** Whether a signature still is that of its line: quiet when it is, in red when it is not. The whole hash on hover. */
export function SignatureMark({ signature: { hash, intact } }: { readonly signature: Signature }): ReactNode {
  const { t } = useTranslation("submissions");
  return (
    <span className="sl-signature sl-meta">
      {intact ? <span title={t("signature.means")}><CheckCircleOutlined /> {t("signature.verified")}</span> : <StateChip tone="bad" icon={<WarningFilled />} title={t("signature.why")}>{t("signature.broken")}</StateChip>}
      <code title={t("signature.hash", { hash })}>{hash.slice(0, 8)}</code>
    </span>
  );
}
