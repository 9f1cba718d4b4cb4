import { isDate, isDateTime, isDuration, isTime } from "./dateTime.ts";
import { isEmail, isIdnEmail } from "./email.ts";
import { isHostname, isIdnHostname, isIpv4, isIpv6 } from "./host.ts";
import { isSocialCreditCode } from "./socialCreditCode.ts";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uri.ts";

function isRegex(text: string): boolean {
  try {
    new RegExp(text, "u"); // compiled only to see whether it is one; never run
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const isJsonPointer = (text: string): boolean => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
const isRelativePointer = (text: string): boolean => /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text);
const isUuid = (text: string): boolean => /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text);

/** The one table of formats, used by the interpreter and by the fast path alike. */
export const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["date", isDate], ["time", isTime], ["date-time", isDateTime], ["duration", isDuration],
  ["email", isEmail], ["idn-email", isIdnEmail], ["hostname", isHostname], ["idn-hostname", isIdnHostname],
  ["ipv4", isIpv4], ["ipv6", isIpv6], ["uri", isUri], ["uri-reference", isUriReference],
  ["iri", isIri], ["iri-reference", isIriReference], ["uri-template", isUriTemplate], ["uuid", isUuid],
  ["json-pointer", isJsonPointer], ["relative-json-pointer", isRelativePointer], ["regex", isRegex],
  ["cn-social-credit-code", isSocialCreditCode],
]);
