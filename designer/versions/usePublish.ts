import type { DefinitionKind, Issue, Published } from "@safeloop/engine";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckState } from "../app/useCheck.ts";

/** What publishing needs of a draft. */
export interface Publishable {
  readonly publishedRevision: number | null;
  readonly issues: readonly Issue[];
  readonly check: CheckState;
  readonly publish: (reason: string) => Promise<Published>;
}

export interface Publishing {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly isBusy: boolean;
  readonly fault: unknown;
  /** True when it was published. */
  readonly publish: () => Promise<boolean>;
}

/** Publishing with its reason; a refusal keeps the reason. */
export function usePublish(kind: DefinitionKind, draft: Publishable): Publishing {
  const { t } = useTranslation("designer");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<unknown>(undefined);
  const [isBusy, setBusy] = useState(false);
  const publish = async (): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    try {
      const { revision } = await draft.publish(reason.trim());
      void message.success(t("publish.done", { revision }));
      await Promise.all([kind, "packs"].map((noun) => client.invalidateQueries({ queryKey: [noun] })));
      setReason("");
      return true;
    } catch (error) {
      setFault(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { reason, setReason, isBusy, fault, publish };
}
