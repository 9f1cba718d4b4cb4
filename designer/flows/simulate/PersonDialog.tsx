import { labelSearch } from "@safeloop/web";
import { Modal, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePeople } from "../props/usePeople.ts";

/** Asks for a person, or several, of the plant. */
export function PersonDialog({ title, isMany = false, initial = [], onPick, onClose }: { readonly title: string; readonly isMany?: boolean; readonly initial?: readonly string[]; readonly onPick: (people: readonly string[]) => void; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const { data } = usePeople();
  const [picked, setPicked] = useState<readonly string[]>(initial);
  return (
    <Modal open title={title} okText={title} cancelText={t("common:act.cancel")} okButtonProps={{ disabled: picked.length === 0 }} onOk={() => onPick(picked)} onCancel={onClose}>
      <Select className="dz-sim-person" aria-label={t("person.label")} showSearch={labelSearch} {...(isMany ? { mode: "multiple" as const, value: [...picked], onChange: (value: string[]) => setPicked(value) } : { value: picked[0] ?? null, onChange: (value: string | null) => setPicked(value === null ? [] : [value]) }) as object}
        placeholder={t("person.placeholder")} options={(data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))} />
    </Modal>
  );
}
