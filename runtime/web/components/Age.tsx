import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ageText, countdownText, dateTimeText, durationText, fullTimeText } from "./time.ts";
import { useNow } from "./useNow.ts";

const day = 86_400_000;

/** How long ago, live; over a day the absolute time. The full time shows on hover. */
export function Age({ at }: { readonly at: string }): ReactNode {
  const { t } = useTranslation();
  const past = useNow() - Date.parse(at);
  return <time dateTime={at} title={fullTimeText(at)}>{past < day ? ageText(past, t) : dateTimeText(at)}</time>;
}

/** Time left until `at`, live: `0:38` under an hour, in words above, and how long overdue after it. */
export function Countdown({ at, words = false }: { readonly at: string; readonly words?: boolean }): ReactNode {
  const { t } = useTranslation();
  const left = Date.parse(at) - useNow();
  const text = left < 0 ? t("common:age.over", { time: durationText(-left, t) }) : t("common:age.left", { time: words || left > day ? durationText(left, t) : countdownText(left) });
  return <time dateTime={at} title={fullTimeText(at)} className={left < 0 ? "sl-overdue" : undefined}>{text}</time>;
}
