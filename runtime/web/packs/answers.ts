import type { JsonValue, PackAnswers, PackInput } from "@safeloop/engine";
import { problemOf } from "../api/problem.ts";

/** Answers while they are typed; undefined where nothing is. */
export type DraftAnswers = { readonly [inputId: string]: JsonValue | undefined };

/** What the fields start with: what was answered before, else the pack's own default. A sample is for cases and answers nothing. */
export function startAnswers(inputs: readonly PackInput[], known: { readonly [id: string]: unknown } = {}): DraftAnswers {
  return Object.fromEntries(inputs.map((input) => [input.id, (Object.hasOwn(known, input.id) ? (known[input.id] as JsonValue) : undefined) ?? input.default]));
}

const isEmpty = (value: JsonValue | undefined): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What is sent: an emptied field is left out, so that the server says it is missing. */
export function sentAnswers(draft: DraftAnswers): PackAnswers {
  return Object.fromEntries(Object.entries(draft).flatMap(([id, value]) => (isEmpty(value) ? [] : [[id, value as JsonValue] as const])));
}

interface Said {
  readonly code: string;
  readonly path: string;
  readonly params: object;
  readonly message?: string;
}

export interface SortedIssues {
  readonly ofInput: ReadonlyMap<string, Said>;
  readonly rest: readonly Said[];
}

/** Issues of a refusal: those about a parameter go to its field, the others are listed. */
export function sortIssues(fault: unknown, inputs: readonly PackInput[]): SortedIssues {
  const issues = (fault === null || fault === undefined ? [] : (problemOf(fault).issues ?? [])) as readonly Said[];
  const idOf = ({ code, params }: Said): string | undefined => {
    const id = code.startsWith("PACK_INPUT_") ? (params as { readonly id?: unknown }).id : undefined;
    return typeof id === "string" && inputs.some((input) => input.id === id) ? id : undefined;
  };
  return { ofInput: new Map(issues.flatMap((one) => { const id = idOf(one); return id === undefined ? [] : [[id, one] as const]; })), rest: issues.filter((one) => idOf(one) === undefined) };
}

/** Hours and minutes of an ISO-8601 duration of days, hours and minutes; undefined for any other. */
export function hoursAndMinutes(iso: unknown): { readonly h: number; readonly m: number } | undefined {
  const found = typeof iso === "string" ? /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso) : null;
  if (!found || iso === "P" || (iso as string).endsWith("T")) return undefined;
  const minutes = Number(found[1] ?? 0) * 1440 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
  return { h: Math.floor(minutes / 60), m: minutes % 60 };
}

/** `PT1H30M`; undefined when both are empty. */
export function isoDuration(h: number | null | undefined, m: number | null | undefined): string | undefined {
  if ((h ?? null) === null && (m ?? null) === null) return undefined;
  const [hours, minutes] = [h ?? 0, m ?? 0];
  return `PT${hours > 0 ? `${hours}H` : ""}${minutes > 0 || hours === 0 ? `${minutes}M` : ""}`;
}
