import { Dropdown, type MenuProps } from "antd";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import type { RoleView } from "../../api/types.ts";
import { setLocale } from "../../i18n/i18n.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { ChangePassword } from "../../session/ChangePassword.tsx";
import { useMe, useSignOut } from "../../session/useMe.ts";
import { onThemeMode, setThemeMode, themeMode } from "../../theme/mode.ts";

/** Who is signed in, with absence and deputy, language, look, password, shortcuts and sign-out. */
export function PersonMenu({ onShortcuts }: { readonly onShortcuts: () => void }): ReactNode {
  const { t } = useTranslation("frame");
  const { locale, text } = useLocale();
  const { person, mustChangePassword } = useMe();
  const mode = useSyncExternalStore(onThemeMode, themeMode);
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [isChanging, setChanging] = useState(mustChangePassword);
  const { data: roles } = useQuery({ queryKey: ["roles"], queryFn: () => api.get<readonly RoleView[]>("/roles"), staleTime: 3_600_000 });
  const first = person.roles[0]?.role;
  const items: NonNullable<MenuProps["items"]> = [
    { key: "absences", label: t("absences:nav"), onClick: () => void navigate({ to: "/absences" }) },
    { type: "divider" },
    { key: "language", label: t("language"), onClick: () => setLocale(locale === "en" ? "zh-CN" : "en") },
    { key: "theme", label: t(`theme.${mode === "dark" ? "light" : "dark"}`), onClick: () => setThemeMode(mode === "dark" ? "light" : "dark") },
    { key: "password", label: t("changePassword"), onClick: () => setChanging(true) },
    { key: "shortcuts", label: t("shortcuts"), onClick: onShortcuts },
    { type: "divider" },
    { key: "out", label: t("signOut"), onClick: () => void signOut() },
  ];
  const role = first === undefined ? t("role.none") : text(roles?.find((one) => one.id === first)?.title ?? first);
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }}>
        <button type="button" className="sl-person">
          <span className="sl-avatar" aria-hidden="true">{[...person.name][0]}</span>
          <span className="sl-person-text"><span className="sl-cut">{person.name}</span><span className="sl-meta sl-cut">{role}</span></span>
        </button>
      </Dropdown>
      {isChanging && <ChangePassword isForced={mustChangePassword} onClose={() => setChanging(false)} />}
    </>
  );
}
