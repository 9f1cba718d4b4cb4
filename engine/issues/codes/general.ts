import type { CodeTable } from "../table.ts";

/** Codes any part may use. */
export const generalCodes = {
  NOT_FOUND: { status: 404, params: ["what"], zh: "找不到{what}。它可能已被删除，或不在您的权限内。", en: "No such {what}. It may have been deleted or is outside your access." },
  INTERNAL: { status: 500, params: ["ref"], zh: "系统内部错误，已记录（编号 {ref}）。请重试；若仍失败，把编号告诉管理员。", en: "Internal fault, logged as {ref}. Retry; if it fails again, give this number to the administrator." },
} as const satisfies CodeTable;
