import { WarningOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRoles } from "../admin/usePeople.ts";
import type { PackView } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** What a pack asks for and the plant lacks: it would install, and then stay silent or ask nobody. Nothing when all is there. */
export function NeedsList({ needs }: { readonly needs: PackView["needs"] }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { data: roles } = useRoles();
  if (needs.tags.length + needs.roles.length === 0) return null;
  const comma = t("comma");
  return (
    <div className="sl-pack-note sl-pack-note-warn" role="note">
      <WarningOutlined aria-hidden />
      <div>
        {needs.tags.length > 0 && <p>{t("needs.tags", { what: needs.tags.map((one) => t(`tags:m.${one}`, one)).join(comma) })}</p>}
        {needs.roles.length > 0 && <p>{t("needs.roles", { what: needs.roles.map((id) => text(roles?.find((role) => role.id === id)?.title) || id).join(comma) })}</p>}
      </div>
    </div>
  );
}
