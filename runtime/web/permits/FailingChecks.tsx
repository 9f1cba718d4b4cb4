import { CloseCircleFilled, QuestionCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { CheckView } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** What refuses the steps a permit waits for, whoever they wait for. Asked only for cards in sight. */
function useFailing(id: string): readonly CheckView[] | undefined {
  const { data } = useQuery({ queryKey: ["permits", "failing", id], queryFn: ({ signal }) => api.get<{ readonly checks: readonly CheckView[] }>(`/submissions/${encodeURIComponent(id)}/refusals`, { of: "everyone" }, signal), staleTime: 60_000 });
  return data?.checks.filter((check) => check.severity === "block" && check.verdict !== "pass");
}

/** The line of a permit in approval: how many checks refuse it, how many cannot be judged, and their codes. Nothing where it would pass. */
export function FailingChecks({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const failing = useFailing(id);
  if (!failing || failing.length === 0) return null;
  const [failed, unknown] = [failing.filter((one) => one.verdict === "fail"), failing.filter((one) => one.verdict === "unknown")];
  return (
    <span className="sl-permit-checks" title={failing.map((one) => `${one.id} ${text(one.message)}`).join("\n")}>
      {failed.length > 0
        ? <b className="sl-permit-failed"><CloseCircleFilled /> {t("failing", { count: failed.length })}</b>
        : <b className="sl-unknown"><QuestionCircleOutlined /> {t("undecided", { count: unknown.length })}</b>}
      <span className="sl-mono sl-cut">{[...failed, ...unknown].map((one) => one.id).join(" ")}</span>
    </span>
  );
}
