import { type Certificate, isObject, type JsonValue } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateText } from "../../components/time.ts";
import { useNow } from "../../components/useNow.ts";
import { useFormContext } from "../formContext.ts";
import type { ReadProps, Widget } from "../widget.ts";
import { PersonName } from "./PersonName.tsx";

interface Row { readonly person: string; readonly certificate: Certificate }

function rowOf(value: JsonValue): Row | undefined {
  if (!isObject(value)) return undefined;
  const person = value["user"] ?? value["person"];
  return { person: typeof person === "string" ? person : "", certificate: value as unknown as Certificate };
}

/** Certificates are looked up, never typed: from the stored answer, else from the facts of the people named in the form. */
function useRows(value: JsonValue | undefined): readonly Row[] {
  const { facts } = useFormContext();
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((one) => rowOf(one) ?? []);
  return Object.entries(facts.people ?? {}).flatMap(([person, known]) => known.certificates.map((certificate) => ({ person, certificate })));
}

function Table({ value }: ReadProps): ReactNode {
  const { t } = useTranslation("forms");
  const now = useNow();
  const rows = useRows(value);
  if (rows.length === 0) return <span className="sl-chip sl-chip-unknown">{t("noCertificates")}</span>;
  return (
    <ul className="sf-certificates">
      {rows.map(({ person, certificate }) => {
        const isOver = !(Date.parse(certificate.validTo) > now);
        return (
          <li key={`${person}-${certificate.no}`}>
            <PersonName id={person} /> · {certificate.item} · {certificate.no}
            <span className={isOver ? "sl-chip sl-chip-bad" : "sl-chip sl-chip-good"}>{t(isOver ? "certificateOver" : "certificateValid", { date: dateText(certificate.validTo) })}</span>
            {certificate.verify !== "verified-official" && <span className="sl-chip sl-chip-unknown">{t(`verify.${certificate.verify}`)}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** Certificates of the people named, with their end and whether they were verified. */
export const certificate: Widget = { Edit: Table, Read: Table, isWide: true, isGroup: true };
