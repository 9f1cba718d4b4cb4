/** A field of a channel's form. */
export interface ChannelField {
  readonly name: string;
  readonly in: "settings" | "secrets";
  readonly isRequired?: boolean;
  readonly isNumber?: boolean;
  readonly isPassword?: boolean;
  /** The server makes one when it is left empty. */
  readonly isMade?: boolean;
  readonly options?: readonly string[];
  readonly placeholder?: string;
}

const robotUrl = (placeholder: string): ChannelField => ({ name: "url", in: "secrets", isRequired: true, placeholder });
const key: ChannelField = { name: "secret", in: "secrets", isPassword: true };
const madeKey: ChannelField = { ...key, isMade: true };
const hookUrl: ChannelField = { name: "url", in: "settings", isRequired: true, placeholder: "https://" };

/** What each kind of channel asks for, in the order of the form. Words are in channels:field. */
export const channelFields = {
  email: [
    { name: "host", in: "settings", isRequired: true, placeholder: "smtp.example.com" }, { name: "port", in: "settings", isRequired: true, isNumber: true, placeholder: "465" },
    { name: "security", in: "settings", isRequired: true, options: ["tls", "starttls", "none"] }, { name: "from", in: "settings", isRequired: true, placeholder: "safeloop@example.com" },
    { name: "user", in: "settings" }, { name: "password", in: "secrets", isPassword: true },
  ],
  push: [{ name: "contact", in: "settings", isRequired: true, placeholder: "mailto:safety@example.com" }],
  dingtalk: [robotUrl("https://oapi.dingtalk.com/robot/send?access_token="), key],
  wecom: [robotUrl("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=")],
  feishu: [robotUrl("https://open.feishu.cn/open-apis/bot/v2/hook/"), key],
  webhook: [hookUrl, madeKey],
  siren: [hookUrl, madeKey],
} as const satisfies { readonly [kind: string]: readonly ChannelField[] };

export type ChannelKind = keyof typeof channelFields;

export function fieldsOf(kind: string): readonly ChannelField[] {
  return Object.hasOwn(channelFields, kind) ? channelFields[kind as ChannelKind] : [];
}

type Values = { readonly [name: string]: string | number | undefined };

/** What is filled in, ready to send: an empty field is left out, so that a secret stays as it is. */
export function filledIn(kind: string, place: ChannelField["in"], values: Values | undefined): { readonly [name: string]: string | number } {
  const given = fieldsOf(kind).filter((field) => field.in === place).flatMap(({ name, isNumber }) => {
    const value = values?.[name];
    const text = typeof value === "string" ? value.trim() : value;
    return text === undefined || text === "" ? [] : [[name, isNumber ? Number(text) : text] as const];
  });
  return Object.fromEntries(given);
}
