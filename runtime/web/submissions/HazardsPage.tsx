import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSummary } from "../app/frame/useSummary.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { labelSearch } from "../search/labelSearch.ts";
import { useMay } from "../session/useMe.ts";
import { ListFilters } from "./ListFilters.tsx";
import { SubmissionTable } from "./SubmissionTable.tsx";
import { usePublishedForm, useStartableForms } from "./useFormPage.ts";
import { useListFilter } from "./useListFilter.ts";
import { csvUrl } from "./useSubmissions.ts";
import "./submissions.css";

const first = "hazard-rectification";

/** 隐患: which are open, which are late? One register per hazard form that is published; they are many, so they are found by name, not among tabs. */
export default function HazardsPage(): ReactNode {
  const { t } = useTranslation("submissions");
  const may = useMay();
  const [chosen, choose] = useUrlState("form", first);
  const form = usePublishedForm(chosen);
  const { data: summary } = useSummary();
  const { filter, q, sort, fields, set } = useListFilter(chosen);
  const count = summary?.hazards;
  return (
    <>
      <PageHeader
        title={count === undefined ? t("frame:nav.hazards") : count.open === 0 ? t("hazards.none") : t("hazards.open", { count: count.open })}
        sub={count === undefined || count.open === 0 ? undefined : t("hazards.due", { today: count.dueToday, overdue: count.overdue })}
        actions={<>{may("submission.export") && <Button href={csvUrl(filter)}>{t("common:act.export")}</Button>}{may("submission.create") && <Link to="/new/$form" params={{ form: chosen }}><Button type="primary">＋ {t("hazards.register")}</Button></Link>}</>}
      />
      <section className="sl-card">
        <ListFilters lead={<Register chosen={chosen} onChoose={choose} />} form={form.data} q={q} onQ={(value) => set("q", value)} fields={fields} onField={set} sort={sort} onSort={(value) => set("sort", value)} />
        <SubmissionTable filter={filter} form={form.data} empty={<Empty title={t("hazards.empty")} action={<Link to="/new/$form" params={{ form: chosen }}>{t("hazards.register")}</Link>} />} />
      </section>
    </>
  );
}

function Register({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (form: string) => void }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const forms = useStartableForms();
  const hazards = (forms.data ?? []).filter((form) => form.category === "hazard").sort((a, b) => Number(b.id === first) - Number(a.id === first));
  return <Select className="sl-register" showSearch={labelSearch} loading={forms.isPending} aria-label={t("hazards.list")} value={chosen} onChange={onChoose} options={hazards.map((one) => ({ value: one.id, label: text(one.title) }))} />;
}
