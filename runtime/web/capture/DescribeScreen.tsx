import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/idempotency.ts";
import { changeDraft, dropVoice, queueDraft } from "./captureState.ts";
import { Icon, type IconName } from "./icons.tsx";
import { MarkablePhoto } from "./MarkablePhoto.tsx";
import { NetworkStrip } from "./NetworkStrip.tsx";
import { go } from "./place.ts";
import { PlaceCard } from "./PlaceCard.tsx";
import { hasContent, maxPhotos, type SnapKind, snapKinds } from "./report.ts";
import { TopBar } from "./TopBar.tsx";
import { useCapture } from "./useCapture.ts";
import { VoiceButton } from "./VoiceButton.tsx";

const kindIcons: { readonly [kind in SnapKind]: IconName } = { "unsafe-condition": "wrench", "unsafe-act": "person", management: "list", environment: "cloud" };

function Switch({ label, hint, on, onChange }: { readonly label: string; readonly hint: string; readonly on: boolean; readonly onChange: (on: boolean) => void }): ReactNode {
  return (
    <button type="button" role="switch" aria-checked={on} className="sc-switch" onClick={() => onChange(!on)}>
      <span><strong>{label}</strong><span className="sl-meta">{hint}</span></span><i aria-hidden="true" />
    </button>
  );
}

/** Step 2: what, where, which kind. Nothing but photo or words is asked. */
export function DescribeScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { draft } = useCapture();
  const [markedId, setMarkedId] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [base] = useState(() => draft.photos[0]?.blob);
  const marked = (drawn: Blob): void => {
    const rest = draft.photos.filter((photo) => photo.id !== markedId);
    const id = newKey();
    setMarkedId(id);
    changeDraft({ photos: [{ id, blob: drawn }, ...rest] });
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      const sent = await queueDraft();
      go("sent", `?id=${sent.id}`, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sc-screen">
      <TopBar title={t("title")} step={`2 / 3 · ${t("step2")}`} back={{ icon: "back", label: t("common:act.back"), onClick: () => history.back() }} />
      <NetworkStrip />
      <main className="sc-scroll">
        {base !== undefined && <MarkablePhoto blob={base} isLocked={draft.photos.length >= maxPhotos && markedId === undefined} onMarked={marked} />}
        <PlaceCard />
        <label className="sc-label" htmlFor="sc-desc">{t("desc")}</label>
        <textarea id="sc-desc" className="sf-input sf-area" rows={3} maxLength={1000} value={draft.desc} placeholder={t("descHint")} onChange={(event) => changeDraft({ desc: event.target.value })} />
        <div className="sc-voice"><VoiceButton isWide />{draft.voice !== undefined && <span className="sl-meta">{t("voice.kept", { kb: Math.ceil(draft.voice.blob.size / 1024) })} <button type="button" className="sl-link" onClick={() => dropVoice()}>{t("removePhoto")}</button></span>}</div>
        <span className="sc-label" id="sc-kind">{t("kind")}</span>
        <div className="sc-kinds" role="radiogroup" aria-labelledby="sc-kind">
          {snapKinds.map((kind) => <button key={kind} type="button" role="radio" aria-checked={draft.kind === kind} onClick={() => changeDraft({ kind })}><Icon name={kindIcons[kind]} size={20} />{t(`kinds.${kind}`)}</button>)}
        </div>
        <section className="sc-card">
          <Switch label={t("anonymous")} hint={t("anonymousHint")} on={draft.anonymous} onChange={(anonymous) => changeDraft({ anonymous })} />
          <Switch label={t("urgent")} hint={t("urgentHint")} on={draft.urgent} onChange={(urgent) => changeDraft({ urgent })} />
        </section>
      </main>
      <footer className="sc-foot"><button type="button" className="sc-primary" disabled={isBusy || !hasContent(draft)} title={hasContent(draft) ? "" : t("nothing")} onClick={() => void submit()}>{t(hasContent(draft) ? "common:act.submit" : "nothing")}</button></footer>
    </div>
  );
}
