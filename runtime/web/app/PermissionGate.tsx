import type { FunctionComponent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/useMe.ts";
import { Empty } from "../components/Empty.tsx";

function Gate({ permission, children }: { readonly permission: string; readonly children: ReactNode }): ReactNode {
  const may = useMay();
  const { t } = useTranslation();
  return may(permission) ? children : <Empty title={t("error.forbidden", { permission })} />;
}

/** The page behind its permission: who lacks it reads which one is missing. */
export function withPermission(Page: FunctionComponent, permission: string | undefined): FunctionComponent {
  if (permission === undefined) return Page;
  return function GatedPage() {
    return <Gate permission={permission}><Page /></Gate>;
  };
}
