import { type ChannelDeps, SendFault } from "./channel.ts";
import { postTo } from "./postTo.ts";

/** How a robot says what became of a message: HTTP 200 with an error code is a failure. */
export interface RobotAnswers {
  /** The member that holds the code; 0 is success. */
  readonly codes: readonly string[];
  /** The member that holds the sentence. */
  readonly says: readonly string[];
  /** Codes about the text itself: the same text will never pass. */
  readonly hopeless: ReadonlySet<number>;
}

/** Posts JSON to a group robot and reads its answer. An answer that cannot be read is no success. */
export async function postToRobot(url: string, body: object, answers: RobotAnswers, deps: ChannelDeps): Promise<string> {
  const { status, body: text } = await postTo({ url, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) }, deps);
  const answer = jsonOf(text);
  const code = answers.codes.map((name) => answer?.[name]).find((value) => typeof value === "number");
  const says = answers.says.map((name) => answer?.[name]).find((value) => typeof value === "string") ?? "";
  if (status >= 200 && status < 300 && code === 0) return `${status} ${String(code)} ${String(says)}`.trim();
  const sentence = code === undefined ? `the robot answered ${status} without a code: ${text.slice(0, 200)}` : `the robot answered ${status} with code ${String(code)}: ${String(says)}`;
  throw new SendFault(!(typeof code === "number" && answers.hopeless.has(code)), sentence);
}

function jsonOf(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as { readonly [name: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}

const url = { type: "string", format: "uri", maxLength: 2000 } as const;

/** A robot's address holds its token, so it is a secret like its key. */
export const robotSecrets = { type: "object", properties: { url, secret: { type: "string", minLength: 1, maxLength: 200 } }, required: ["url"], additionalProperties: false } as const;
export const robotUrlOnly = { type: "object", properties: { url }, required: ["url"], additionalProperties: false } as const;
export const noSettings = { type: "object", properties: {}, additionalProperties: false } as const;
