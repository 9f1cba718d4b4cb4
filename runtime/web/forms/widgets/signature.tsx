import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../../api/problem.ts";
import { dateTimeText } from "../../components/time.ts";
import { serverNow } from "../../components/useNow.ts";
import { useFormContext } from "../formContext.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { PersonName } from "./PersonName.tsx";
import { SignaturePad, type SignedStrokes } from "./SignaturePad.tsx";

const listOf = (value: JsonValue | undefined): readonly JsonObject[] => (Array.isArray(value) ? (value as readonly JsonValue[]) : value === undefined || value === null ? [] : [value as JsonValue]).filter(isObject);

function Signed({ one, onRemove }: { readonly one: JsonObject; readonly onRemove?: () => void }): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  return (
    <span className="sf-signed">
      {typeof one["file"] === "string" && <img src={services.fileUrl(one["file"])} alt={t("signature")} />}
      <span><strong>{typeof one["by"] === "string" ? <PersonName id={one["by"]} /> : "—"}</strong><span className="sl-meta">{typeof one["at"] === "string" ? dateTimeText(one["at"]) : ""}{typeof one["hash"] === "string" ? ` · ${one["hash"].slice(0, 8)}` : ""}</span></span>
      {onRemove && <button type="button" className="sl-link" onClick={onRemove}>{t("removeOne")}</button>}
    </span>
  );
}

function Edit({ id, field, value, onChange, readonly, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const [state, setState] = useState<{ readonly open: boolean; readonly busy: boolean; readonly fault?: string }>({ open: false, busy: false });
  const isList = field.schema["type"] === "array";
  const signed = listOf(value);
  const me = services.me();
  const mine = signed.some((one) => one["by"] === me?.id);
  const set = (next: readonly JsonObject[]): void => onChange(next.length === 0 ? undefined : isList ? next : (next[0]));
  const sign = async ({ image }: SignedStrokes): Promise<void> => {
    if (me === null) return;
    setState({ open: true, busy: true });
    try {
      const stored = await services.upload(image, "signature.png", "signature");
      set([...(isList ? signed : []), { file: stored.id, by: me.id, at: new Date(serverNow()).toISOString(), method: "handwritten" }]);
      setState({ open: false, busy: false });
    } catch (fault) {
      setState({ open: true, busy: false, fault: problemOf(fault).detail });
    }
  };
  return (
    <span className="sf-signatures">
      {signed.map((one, index) => <Signed key={`${String(one["by"])}-${index}`} one={one} {...(readonly || one["by"] !== me?.id ? {} : { onRemove: () => set(signed.filter((other) => other !== one)) })} />)}
      {!readonly && !state.open && !mine && (isList || signed.length === 0) && <button id={id} type="button" className="sf-side-button" disabled={me === null} aria-describedby={describedBy} onClick={() => setState({ open: true, busy: false })}>{me === null ? t("signSignedOut") : t("signAs", { name: me.name })}</button>}
      {state.open && <SignaturePad busy={state.busy} onSigned={(strokes) => void sign(strokes)} onCancel={() => setState({ open: false, busy: false })} />}
      {state.fault !== undefined && <span className="sf-error">{t("uploadFailed", { name: t("signature"), why: state.fault })}</span>}
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const signed = listOf(value);
  return signed.length === 0 ? <span className="sf-read">—</span> : <span className="sf-signatures">{signed.map((one, index) => <Signed key={`${String(one["by"])}-${index}`} one={one} />)}</span>;
}

/** Handwritten signature of the person at the screen, one or a list; who, when, and the server's hash of what was signed. */
export const signature: Widget = { Edit, Read, isWide: true, isGroup: true };
