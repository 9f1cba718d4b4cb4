import { type FactContext, formOf, type FormDefinition, type JsonObject, sampleData } from "@safeloop/engine";
import { FormView, useLocale } from "@safeloop/web";
import { Button, Segmented } from "antd";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { PrintPreview } from "./PrintPreview.tsx";
import { previewServices } from "./previewServices.ts";

const devices = ["desktop", "phone", "print", "both"] as const;
type Device = (typeof devices)[number];

const noData: JsonObject = {};

/** The form as the worker fills it on a wide screen and on a phone, and as it is printed, with its rules live. Nothing is sent. */
export function FormPreview({ form }: { readonly form: FormDefinition }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const [device, setDevice] = useState<Device>("desktop");
  const [data, setData] = useState<JsonObject>(noData);
  const [facts] = useState<FactContext>(() => ({ now: new Date().toISOString() }));
  const [services] = useState(previewServices);
  const printed = useDeferredValue(data); // the sheet follows after the key press has painted
  const shows = (name: Device): boolean => device === name || device === "both";
  const frame = (name: Exclude<Device, "both">, inside: ReactNode): ReactNode => (
    <section className={`dz-device dz-device-${name} sl-card`} aria-label={t(`device.${name}`)}>{device === "both" && <h3 className="sl-meta">{t(`device.${name}`)}</h3>}{inside}</section>
  );
  const view = useMemo(() => <FormView definition={form} data={data} locale={locale} mode="fill" ctx={facts} services={services} onChange={setData} />, [form, data, locale, facts, services]);
  return (
    <div className="dz-preview">
      <div className="dz-preview-bar">
        <Segmented aria-label={t("editing:preview.device")} value={device} onChange={setDevice} options={devices.map((value) => ({ value, label: t(`device.${value}`) }))} />
        <Button onClick={() => setData(sampleData(formOf(form), facts, locale))}>{t("editing:preview.fill")}</Button>
        <Button disabled={Object.keys(data).length === 0} onClick={() => setData(noData)}>{t("editing:preview.clear")}</Button>
        <span className="sl-meta">{t("device.nothingSent")}</span>
      </div>
      <div className={`dz-devices${device === "both" ? " is-beside" : ""}`}>
        {shows("desktop") && frame("desktop", view)}
        {shows("phone") && frame("phone", view)}
        {shows("print") && frame("print", <PrintPreview form={form} data={printed} facts={facts} />)}
      </div>
    </div>
  );
}
