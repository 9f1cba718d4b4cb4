import { QuestionCircleOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PackView } from "../api/types.ts";
import { StateChip } from "../components/StateChip.tsx";

/** Who vouches for a pack, and whether that counts here. Nobody, or somebody unknown, is never shown as good. */
export function SignerChip({ from, signer }: { readonly from: PackView["from"]; readonly signer?: { readonly name: string; readonly keyId: string; readonly trusted: boolean } | null | undefined }): ReactNode {
  const { t } = useTranslation("packs");
  if (from === "product") return <StateChip icon={<SafetyCertificateOutlined />}>{t("sign.product")}</StateChip>;
  if (from === "upstream") return <StateChip icon={<SafetyCertificateOutlined />}>{t("sign.upstream")}</StateChip>;
  if (!signer) return <StateChip tone="unknown" icon={<QuestionCircleOutlined />}>{t("sign.none")}</StateChip>;
  return signer.trusted
    ? <StateChip tone="good" icon={<SafetyCertificateOutlined />} title={signer.keyId}>{t("sign.trusted", { name: signer.name })}</StateChip>
    : <StateChip tone="unknown" icon={<QuestionCircleOutlined />} title={signer.keyId}>{t("sign.unknown", { name: signer.name })}</StateChip>;
}
