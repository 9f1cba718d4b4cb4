import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";

/** A change that makes lists of these nouns stale; says "saved" when done. Errors stay with the caller. */
export function useChange<V, R>(run: (values: V) => Promise<R>, nouns: readonly string[], onDone?: (result: R) => void): UseMutationResult<R, Error, V> {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { t } = useTranslation("admin");
  return useMutation({
    mutationFn: run,
    onSuccess: async (result) => {
      await Promise.all(nouns.map((noun) => client.invalidateQueries({ queryKey: [noun] })));
      void message.success(t("done"));
      onDone?.(result);
    },
  });
}
