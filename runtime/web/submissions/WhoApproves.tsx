import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { Timeline, type TimelineEntry } from "../components/Timeline.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { StepPeople } from "./ForecastPath.tsx";
import type { PathStep } from "./pathSteps.ts";

interface WhoApprovesProps { readonly path: readonly PathStep[]; readonly fault: unknown; readonly isPermit: boolean }

/** Every step to come with the people who will be asked, as things are filled in now. */
export function WhoApproves({ path, fault, isPermit }: WhoApprovesProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const who = t(isPermit ? "who.permit" : "who.other");
  const [isOpen, setOpen] = useState(false);
  const entries = path.map((one, index): TimelineEntry => ({
    id: `${one.step.node.id} ${index}`,
    mark: "ahead",
    title: text(one.step.node.title),
    time: one.step.certain ? undefined : t("maybe"),
    note: <StepPeople path={one} />,
  }));
  return (
    <>
      <Button onClick={() => setOpen(true)}>{who}</Button>
      <SidePanel title={who} open={isOpen} onClose={() => setOpen(false)}>
        <div className="sl-who">
          {fault ? <ErrorCard fault={fault} what={who} /> : <p className="sl-muted">{path.length === 0 ? t("whoNone") : t("whoLead")}</p>}
          <Timeline entries={entries} />
          {path.some(({ step }) => !step.certain) && <p className="sl-meta">{t("whoMaybe")}</p>}
        </div>
      </SidePanel>
    </>
  );
}
