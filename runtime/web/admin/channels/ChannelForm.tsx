import type { ChannelView } from "@safeloop/engine";
import { Form, Input, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import { ModalForm } from "../ModalForm.tsx";
import { useChange } from "../useChange.ts";
import { type ChannelField, channelFields, fieldsOf, filledIn } from "./kinds.ts";

interface Values {
  readonly kind: string;
  readonly title: string;
  readonly language: ChannelView["language"];
  readonly place?: number;
  readonly enabled: boolean;
  readonly settings?: { readonly [name: string]: string | number };
  readonly secrets?: { readonly [name: string]: string };
}
interface Made {
  readonly channel: ChannelView;
  readonly secret: string | null;
}
export interface ChannelFormProps {
  readonly channel?: ChannelView;
  readonly onClose: () => void;
  readonly onDone: (secret: string | null) => void;
}

/** Adds or changes a channel. What is secret is written and never read: an empty field keeps it. */
export function ChannelForm({ channel, onClose, onDone }: ChannelFormProps): ReactNode {
  const { t } = useTranslation("channels");
  const [form] = Form.useForm<Values>();
  const kind: string = Form.useWatch("kind", form) ?? channel?.kind ?? "dingtalk";
  const save = useChange(
    async ({ kind: chosen, title, language, place, enabled, ...values }: Values): Promise<string | null> => {
      const body = { title: title.trim(), language, enabled, ...(place ? { place } : {}), settings: filledIn(chosen, "settings", values.settings), secrets: filledIn(chosen, "secrets", values.secrets) };
      if (!channel) return (await api.post<Made>("/channels", { ...body, kind: chosen })).secret;
      await api.patch<ChannelView>(`/channels/${channel.id}`, body);
      return null;
    },
    ["channels", "deliveries"],
    onDone,
  );
  const act = channel ? t("common:act.save") : t("add");
  const start = channel ?? { kind: "dingtalk", language: "zh", enabled: true };
  return (
    <ModalForm form={form} width={560} title={channel ? t("edit", { what: channel.title }) : t("add")} act={act} change={save} onValues={save.mutate} onClose={onClose} initialValues={{ ...start, secrets: {} }}>
      <div className="sl-form-grid">
        <Form.Item name="kind" label={t("field.kind")} extra={t(`hint.${kind}`)}><Select disabled={channel !== undefined} options={Object.keys(channelFields).map((value) => ({ value, label: t(`kind.${value}`) }))} /></Form.Item>
        <Form.Item name="title" label={t("field.title")} rules={[{ required: true, whitespace: true, message: t("admin:required") }]}><Input maxLength={100} placeholder={t("field.titleHint")} /></Form.Item>
      </div>
      <div className="sl-form-grid">{fieldsOf(kind).map((field) => <Field key={`${kind} ${field.name}`} field={field} isSet={channel?.secrets.includes(field.name) ?? false} />)}</div>
      <div className="sl-form-grid">
        <Form.Item name="language" label={t("field.language")}><Select options={(["zh", "en", "both"] as const).map((value) => ({ value, label: t(`language.${value}`) }))} /></Form.Item>
        <Form.Item name="place" label={t("field.place")} extra={t("field.placeHint")}><InputNumber min={1} max={999} precision={0} /></Form.Item>
      </div>
      <Form.Item name="enabled" label={t("field.enabled")} valuePropName="checked" extra={t("field.enabledHint")}><Switch /></Form.Item>
    </ModalForm>
  );
}

function Field({ field, isSet }: { readonly field: ChannelField; readonly isSet: boolean }): ReactNode {
  const { t } = useTranslation("channels");
  const isSecret = field.in === "secrets";
  const rules = field.isRequired && !isSet ? [{ required: true, message: t("admin:required") }] : [];
  const placeholder = isSet ? t("field.kept") : field.placeholder;
  return (
    <Form.Item name={[field.in, field.name]} label={t(`field.${field.name}`)} rules={rules} {...(isSecret ? { extra: t(field.isMade ? "field.made" : "field.hidden") } : {})}>
      {field.options ? <Select options={field.options.map((value) => ({ value, label: t(`security.${value}`) }))} />
        : field.isNumber ? <InputNumber min={1} max={65_535} precision={0} {...(placeholder === undefined ? {} : { placeholder })} />
          : field.isPassword ? <Input.Password autoComplete="new-password" maxLength={500} {...(placeholder === undefined ? {} : { placeholder })} />
            : <Input autoComplete="off" maxLength={2000} {...(placeholder === undefined ? {} : { placeholder })} />}
    </Form.Item>
  );
}
