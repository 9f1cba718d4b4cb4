import type { FormDefinition, JsonObject } from "@safeloop/engine";
import { FormView, useLocale } from "@safeloop/web";
import { Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** The form as the worker fills it, on a wide screen and on a phone, with its rules live. Nothing is sent. */
export function FormPreview({ form }: { readonly form: FormDefinition }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const [device, setDevice] = useState<"desktop" | "phone" | "both">("desktop");
  const [data, setData] = useState<JsonObject>({});
  const view = (name: "desktop" | "phone"): ReactNode => (
    <div className={`dz-device dz-device-${name} sl-card`}>
      <FormView definition={form} data={data} locale={locale} mode="fill" onChange={setData} />
    </div>
  );
  return (
    <div className="dz-preview">
      <div className="dz-preview-bar">
        <Segmented value={device} onChange={setDevice} options={(["desktop", "phone", "both"] as const).map((value) => ({ value, label: t(`device.${value}`) }))} />
        <span className="sl-meta">{t("device.nothingSent")}</span>
      </div>
      <div className="dz-devices">{device !== "phone" && view("desktop")}{device !== "desktop" && view("phone")}</div>
    </div>
  );
}
