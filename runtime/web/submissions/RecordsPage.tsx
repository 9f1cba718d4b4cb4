import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { labelSearch } from "../search/labelSearch.ts";
import { useMay } from "../session/useMe.ts";
import { ListFilters } from "./ListFilters.tsx";
import { SubmissionTable } from "./SubmissionTable.tsx";
import { usePublishedForm, useStartableForms } from "./useFormPage.ts";
import { useListFilter } from "./useListFilter.ts";
import { csvUrl, useSubmissions } from "./useSubmissions.ts";
import "./submissions.css";

/** 台账与记录: all submissions, or those of one form with its list fields as columns and filters. */
export default function RecordsPage(): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const may = useMay();
  const navigate = useNavigate();
  const { form: id }: { readonly form?: string } = useParams({ strict: false });
  const forms = useStartableForms();
  const form = usePublishedForm(id ?? "");
  const definition = id === undefined ? undefined : form.data;
  const { filter, q, sort, fields, set } = useListFilter(id);
  const asked = useSubmissions(filter);
  const total = asked.data?.pages[0]?.total;
  const title = definition ? text(definition.title) : t("records.title");
  return (
    <>
      <PageHeader
        title={title}
        sub={total === undefined ? undefined : t("common:load.all", { count: total })}
        actions={<>{id !== undefined && may("submission.export") && <Button href={csvUrl(filter)}>{t("common:act.export")}</Button>}{id !== undefined && may("submission.create") && <Link to="/new/$form" params={{ form: id }}><Button type="primary">＋ {t("common:act.start")}</Button></Link>}</>}
      />
      <section className="sl-card">
        <ListFilters
          lead={<Select showSearch={labelSearch} className="sl-register" aria-label={t("column.form")} value={id ?? ""} onChange={(value) => void navigate({ href: value === "" ? "/records" : `/records/${value}` })} options={[{ value: "", label: t("records.allForms") }, ...(forms.data ?? []).map((one) => ({ value: one.id, label: text(one.title) }))]} />}
          form={definition} q={q} onQ={(value) => set("q", value)} fields={fields} onField={set} sort={sort} onSort={(value) => set("sort", value)}
        />
        <SubmissionTable filter={filter} form={definition} empty={<Empty title={q === "" && Object.keys(fields).length === 0 ? t("records.empty", { title }) : t("common:load.empty")} action={<Link to="/new">{t("mine.start")}</Link>} />} />
      </section>
    </>
  );
}
