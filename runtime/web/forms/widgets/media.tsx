import type { JsonValue } from "@safeloop/engine";
import { type ChangeEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormContext } from "../formContext.ts";
import { fileIds, useUploads } from "../media/useUploads.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

type MediaKind = "photo" | "video" | "audio" | "file";
const accepts: { readonly [kind in MediaKind]: string } = { photo: "image/*", video: "video/*", audio: "audio/*", file: "" };

function Item({ id, kind }: { readonly id: string; readonly kind: MediaKind }): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const url = services.fileUrl(id);
  if (kind === "photo") return <a href={url} target="_blank" rel="noreferrer"><img className="sf-thumb" src={url} alt={t("photo")} loading="lazy" /></a>;
  if (kind === "video") return <video className="sf-video" src={url} controls preload="metadata" />;
  if (kind === "audio") return <audio src={url} controls preload="metadata" />;
  return <a href={url} target="_blank" rel="noreferrer">{t("openFile")}</a>;
}

function Gallery({ ids, kind, onRemove }: { readonly ids: readonly string[]; readonly kind: MediaKind; readonly onRemove?: (id: string) => void }): ReactNode {
  const { t } = useTranslation("forms");
  return (
    <span className="sf-media">
      {ids.map((id) => (
        <span key={id} className="sf-media-item"><Item id={id} kind={kind} />{onRemove && <button type="button" className="sf-media-remove" aria-label={t("removeOne")} onClick={() => onRemove(id)}>×</button>}</span>
      ))}
    </span>
  );
}

function editorOf(kind: MediaKind): (props: EditProps) => ReactNode {
  return function Edit({ id, field, value, onChange, readonly, invalid, describedBy }: EditProps): ReactNode {
    const { t } = useTranslation("forms");
    const input = useRef<HTMLInputElement>(null);
    const ids = fileIds(value);
    const isList = field.schema["type"] === "array";
    const most = typeof field.schema["maxItems"] === "number" ? field.schema["maxItems"] : isList ? 9 : 1;
    const set = (next: readonly string[]): void => onChange(next.length === 0 ? undefined : isList ? next.map((file): JsonValue => ({ file })) : { file: next[0] ?? "" });
    const { pending, add } = useUploads(kind, (added) => set([...(isList ? ids : []), ...added].slice(0, most)));
    const pick = (event: ChangeEvent<HTMLInputElement>): void => {
      void add([...(event.target.files ?? [])].slice(0, most));
      event.target.value = "";
    };
    return (
      <span className="sf-media-box" aria-invalid={invalid}>
        <Gallery ids={ids} kind={kind} {...(readonly ? {} : { onRemove: (gone: string) => set(ids.filter((one) => one !== gone)) })} />
        {!readonly && ids.length < most && (
          <>
            <button id={id} type="button" className="sf-side-button" aria-describedby={describedBy} onClick={() => input.current?.click()}>{t(`add.${kind}`)}</button>
            <input ref={input} type="file" hidden accept={accepts[kind]} multiple={isList} {...(kind === "file" ? {} : { capture: "environment" as const })} onChange={pick} />
          </>
        )}
        {pending.map((one) => <span key={one.name} className={one.fault === undefined ? "sf-note" : "sf-error"}>{one.fault === undefined ? t(one.done ? "uploaded" : "uploading", { name: one.name }) : t("uploadFailed", { name: one.name, why: one.fault })}</span>)}
      </span>
    );
  };
}

function readerOf(kind: MediaKind): (props: ReadProps) => ReactNode {
  return function Read({ value }: ReadProps): ReactNode {
    const ids = fileIds(value);
    return ids.length === 0 ? <span className="sf-read">—</span> : <Gallery ids={ids} kind={kind} />;
  };
}

const widgetOf = (kind: MediaKind): Widget => ({ Edit: editorOf(kind), Read: readerOf(kind), isWide: true, isGroup: true });

/** Photos: camera first, shrunk to 1600 px, thumbnails. */
export const photo = widgetOf("photo");
export const video = widgetOf("video");
export const audio = widgetOf("audio");
/** Any other attachment. */
export const file = widgetOf("file");
