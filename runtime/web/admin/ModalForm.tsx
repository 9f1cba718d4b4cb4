import { Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";

interface ModalFormProps<Values> {
  readonly form: FormInstance<Values>;
  readonly title: string;
  /** What the button does: also what could not be done, when it is refused. */
  readonly act: string;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  /** Gets the values once each field keeps its rules. */
  readonly onValues: (values: Values) => void;
  readonly onClose: () => void;
  readonly initialValues?: object;
  readonly width?: number;
  readonly children: ReactNode;
}

/** A form in a dialog. It stays open, with what was typed, until the server has taken it. */
export function ModalForm<Values>({ form, title, act, change, onValues, onClose, initialValues, width, children }: ModalFormProps<Values>): ReactNode {
  const { t } = useTranslation("admin");
  const send = async (): Promise<void> => {
    const values = await form.validateFields().catch(() => undefined); // the fields say what is wrong
    if (values !== undefined) onValues(values);
  };
  return (
    <Modal open {...(width === undefined ? {} : { width })} title={title} okText={act} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={() => void send()} confirmLoading={change.isPending}>
      <Form form={form} layout="vertical" {...(initialValues === undefined ? {} : { initialValues })}>{children}</Form>
      {change.error && <ErrorCard fault={change.error} what={act} />}
    </Modal>
  );
}
