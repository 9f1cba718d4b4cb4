import { pointer } from "../../issues/pointer.ts";

/** Path of an operation in an Issue: `/ops/<key>`. */
export const opPath = (key: string): string => pointer("/ops", key);
