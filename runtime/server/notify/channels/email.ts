import { createTransport } from "nodemailer";
import { type Channel, SendFault, type Settings, textOf } from "./channel.ts";
import { allowedAddress, type Network } from "./network.ts";

const settings = {
  type: "object",
  properties: {
    host: { type: "string", pattern: "^[A-Za-z0-9.:_-]{1,253}$" },
    port: { type: "integer", minimum: 1, maximum: 65_535 },
    security: { enum: ["tls", "starttls", "none"] }, // none: only inside the own network
    from: { type: "string", format: "email", maxLength: 200 },
    user: { type: "string", maxLength: 200 },
  },
  required: ["host", "port", "security", "from"],
  additionalProperties: false,
} as const;
const secrets = { type: "object", properties: { password: { type: "string", maxLength: 500 } }, additionalProperties: false } as const;

/** The server is connected by the address that was judged, and its certificate by its name. */
async function transportOf(given: Settings, network: Network) {
  const host = textOf(given, "host");
  const isSecret = given["security"] !== "none";
  const address = await allowedAddress(host, (one) => network.isAllowed(one, isSecret));
  const user = textOf(given, "user");
  return createTransport({
    host: address, port: Number(given["port"]), secure: given["security"] === "tls", requireTLS: given["security"] === "starttls", ignoreTLS: given["security"] === "none",
    tls: { servername: host }, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000, disableFileAccess: true, disableUrlAccess: true,
    ...(user === "" ? {} : { auth: { user, pass: textOf(given, "password") } }),
  });
}

/** Only a refusal of this recipient or this text is final; a server that is down or takes no password may be mended. */
function faultOf(error: unknown): SendFault {
  const { code, responseCode, message } = error as { readonly code?: string; readonly responseCode?: number; readonly message?: string };
  const isFinal = (code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500;
  return new SendFault(!isFinal, message ?? String(error));
}

/** E-mail over SMTP, one message to each person. */
export const email: Channel = {
  kind: "email",
  settings,
  secrets,
  reaches: "email",
  limitPerMinute: 10,
  maxBytes: 200_000,
  standsIn: true,
  async send(given, target, message, deps) {
    try {
      const transport = await transportOf(given, deps.network);
      const sent = await transport.sendMail({ from: textOf(given, "from"), to: target, subject: message.title, text: message.text, messageId: `<${message.id}@safeloop>`, ...(message.priority === "P1" ? { priority: "high" as const } : {}) });
      transport.close();
      return sent.response;
    } catch (error) {
      throw faultOf(error);
    }
  },
};
