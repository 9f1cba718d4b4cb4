import type { SubmissionView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { apiUrl } from "../../api/client.ts";
import { dateTimeText } from "../../components/time.ts";

/** Every file of the submission, with time and the first eight digits of its hash. */
export function Attachments({ files }: { readonly files: SubmissionView["files"] }): ReactNode {
  const { t } = useTranslation("submissions");
  if (files.length === 0) return <p className="sl-meta">{t("noFiles")}</p>;
  return (
    <div className="sl-files">
      {files.map((file) => {
        const url = apiUrl(`/files/${encodeURIComponent(file.id)}`);
        return (
          <a key={file.id} className="sl-file" href={url} target="_blank" rel="noreferrer">
            {file.mime.startsWith("image/") && <img src={url} alt={file.name} loading="lazy" />}
            <span className="sl-cut" title={file.name}>{file.name}</span>
            <span className="sl-meta">{dateTimeText(file.createdAt)} · {Math.ceil(file.size / 1024)} kB · {file.sha256.slice(0, 8)}</span>
          </a>
        );
      })}
    </div>
  );
}
