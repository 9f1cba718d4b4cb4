import { UploadOutlined } from "@ant-design/icons";
import type { PackImported } from "@safeloop/engine";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Modal } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../admin/useChange.ts";
import { api, request } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { dateText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { IssueList } from "./IssueList.tsx";
import { SignerChip } from "./SignerChip.tsx";

function send(file: File, dryRun: boolean): Promise<PackImported> {
  const body = new FormData();
  body.append("file", file);
  return request<PackImported>("POST", "/packs/import", { query: { dryRun: dryRun || undefined }, body });
}

interface Taken {
  readonly file: File;
  /** The publisher to trust first. */
  readonly trust: NonNullable<PackImported["signer"]> | undefined;
}

async function take({ file, trust }: Taken): Promise<PackImported> {
  if (trust) await api.post("/packs/keys", { name: trust.name, publicKey: trust.publicKey });
  return send(file, false);
}

/** Takes a pack in from a file in two steps: the server checks all of it and says what it is; only then it is kept. Installing comes after. */
export function ImportDialog({ onClose, onTaken }: { readonly onClose: () => void; readonly onTaken: (pack: PackImported) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [isTrusting, setTrusting] = useState(false);
  const check = useMutation({ mutationFn: (chosen: File) => send(chosen, true) });
  const keep = useChange(take, ["packs"], onTaken);
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFile(chosen);
    setTrusting(false);
    keep.reset();
    check.mutate(chosen);
  };
  const found = check.data;
  const confirm = (): void => {
    if (file && found) keep.mutate({ file, trust: isTrusting && found.signer ? found.signer : undefined });
  };
  return (
    <Modal open width={640} title={t("import.title")} okText={found ? t("import.take", { version: found.version }) : t("act.import")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={confirm} confirmLoading={keep.isPending} okButtonProps={{ disabled: !found }}>
      <div className="sl-pack-dialog">
        <div className="sl-pack-file">
          <input ref={picker} type="file" accept=".zip,application/zip" hidden onChange={(event) => { choose(event.target.files?.[0]); event.target.value = ""; }} />
          <Button type={file ? "default" : "primary"} icon={<UploadOutlined />} onClick={() => picker.current?.click()}>{file ? t("import.other") : t("import.choose")}</Button>
          <span className="sl-muted sl-cut">{file?.name ?? t("import.hint")}</span>
        </div>
        {check.isPending && <Loading rows={3} />}
        {check.error && <Refusal fault={check.error} />}
        {found && <Found found={found} isTrusting={isTrusting} onTrust={setTrusting} />}
        {keep.error && <Refusal fault={keep.error} />}
      </div>
    </Modal>
  );
}

/** Why a file is not taken: the sentence, then every fault with its place. */
function Refusal({ fault }: { readonly fault: Error }): ReactNode {
  const { t } = useTranslation("packs");
  return <><ErrorCard fault={fault} what={t("act.import")} /><IssueList issues={(problemOf(fault).issues ?? [])} label={t("import.faults")} /></>;
}

function Found({ found, isTrusting, onTrust }: { readonly found: PackImported; readonly isTrusting: boolean; readonly onTrust: (is: boolean) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { signer, counts } = found;
  const contains = (["templates", "forms", "flows", "rules", "cases"] as const).filter((key) => counts[key] > 0).map((key) => t(`import.counts.${key}`, { count: counts[key] })).join(" · ");
  return (
    <>
      <dl className="sl-facts sl-pack-facts">
        <div><dt>{t("fact.pack")}</dt><dd><b>{text(found.title)}</b> <code className="sl-meta">{found.id}</code></dd></div>
        <div><dt>{t("fact.version")}</dt><dd>{found.version}</dd></div>
        <div><dt>{t("fact.publisher")}</dt><dd>{found.publisher}</dd></div>
        <div><dt>{t("fact.contains")}</dt><dd>{contains}</dd></div>
        <div><dt>{t("fact.signature")}</dt><dd><SignerChip from="file" signer={signer} />{signer && <span className="sl-meta"> {t("sign.at", { at: dateText(signer.at) })}</span>}</dd></div>
      </dl>
      <p className="sl-pack-clean">{found.issues.length === 0 ? t("import.clean") : t("import.warnings", { count: found.issues.length })}</p>
      <IssueList issues={found.issues} label={t("import.warned")} />
      {signer && !signer.trusted && (
        <div className="sl-pack-note" role="note">
          <div>
            <Checkbox checked={isTrusting} onChange={(event) => onTrust(event.target.checked)}>{t("import.trust", { name: signer.name })}</Checkbox>
            <p className="sl-meta">{t("import.trustBody")}</p>
            <p className="sl-meta sl-mono sl-pack-key">{signer.keyId}</p>
          </div>
        </div>
      )}
      {!signer && <p className="sl-meta">{t("import.unsigned")}</p>}
    </>
  );
}
