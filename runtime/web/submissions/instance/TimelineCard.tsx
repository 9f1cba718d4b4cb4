import type { InstanceView } from "@safeloop/engine";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Timeline } from "../../components/Timeline.tsx";
import { useNow } from "../../components/useNow.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { useMe } from "../../session/useMe.ts";
import { isWorthListing } from "../../inbox/seats.ts";
import { historyEntries } from "./historyEntries.ts";
import { SeatList } from "./SeatList.tsx";
import { SignatureMark } from "./SignatureMark.tsx";
import { useFlow } from "./useFlow.ts";
import { useNames } from "./useNames.ts";

/** Keeps entry `index` in the middle of a list that scrolls, also when what stands above the page changes its height. */
function useInSight(box: RefObject<HTMLElement | null>, index: number): void {
  useEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === "undefined") return undefined;
    const sizes = new ResizeObserver(() => {
      const entry = element.querySelectorAll<HTMLElement>("li")[index];
      if (entry) element.scrollTop = entry.offsetTop - element.clientHeight / 2;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [box, index]);
}

/** Past and forecast on one line. Where the card scrolls, it opens at the present: who is next stands right below it. */
export function TimelineCard({ instance }: { readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const me = useMe();
  const now = useNow();
  const flow = useFlow(instance.flowId);
  const nameOf = useNames(instance);
  const entries = historyEntries(instance, { t, text, flow: flow.data, now, me: me.person.id, nameOf, seats: (tasks, title) => isWorthListing(tasks) && <SeatList tasks={tasks} label={t("inbox:seats", { step: title })} />, signed: (signature) => <SignatureMark signature={signature} /> });
  const box = useRef<HTMLDivElement>(null);
  useInSight(box, entries.filter((entry) => entry.mark !== "ahead").length - 1);
  return (
    <aside className="sl-card sl-instance-side">
      <header>{t("timeline")}</header>
      <div ref={box} role="group" aria-label={t("timeline")} tabIndex={0}><Timeline entries={entries} /></div>
    </aside>
  );
}
