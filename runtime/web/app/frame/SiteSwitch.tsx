import { EnvironmentOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import type { OrgView } from "../../api/types.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { labelSearch } from "../../search/labelSearch.ts";
import { useMe } from "../../session/useMe.ts";
import { setSiteArea, useSiteArea } from "./useSiteArea.ts";

/** Chooses the area the pages speak about; empty means the whole site. */
export function SiteSwitch(): ReactNode {
  const { t } = useTranslation("frame");
  const { text } = useLocale();
  const me = useMe();
  const area = useSiteArea();
  const { data } = useQuery({ queryKey: ["org"], queryFn: () => api.get<OrgView>("/org"), staleTime: 300_000 });
  const unit = data?.units.find((one) => one.id === me.person.orgId);
  const whole = text(unit?.title ?? me.tenant.title);
  const options = [{ value: "", label: whole }, ...(data?.areas ?? []).map((one) => ({ value: one.id, label: text(one.title) }))];
  const known = options.some((option) => option.value === area);
  return <Select className="sl-site" aria-label={t("site")} value={known ? area : ""} onChange={setSiteArea} options={options} prefix={<EnvironmentOutlined />} showSearch={labelSearch} popupMatchSelectWidth={false} />;
}
