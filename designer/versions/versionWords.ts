import type { DefVersion } from "@safeloop/engine";
import type { Translate } from "../i18n/translate.ts";

/** A pack writes its name and version as the reason: `safeloop-core@1.0.0`. */
const packReason = /^([a-z0-9-]+)@(\d[\w.+-]*)$/;

/** Who did it; what the product did by itself is not shown as a person. */
export function authorName(by: DefVersion["by"], t: Translate): string {
  return by.id === "system" ? t("versions:system") : by.name;
}

/** Why there is this version, in words. */
export function reasonWords({ by, reason }: Pick<DefVersion, "by" | "reason">, t: Translate): string {
  const [, pack, version] = (by.id === "system" ? packReason.exec(reason) : null) ?? [];
  return pack === undefined ? reason : t("versions:fromPack", { pack, version });
}
