import type { ReactNode } from "react";
import { apiUrl } from "../api/client.ts";
import { useLocale } from "../i18n/useLocale.ts";
import type { MediaFact } from "./mediaFacts.ts";

function Item({ url, kind, label }: { readonly url: string; readonly kind: MediaFact["kind"]; readonly label: string }): ReactNode {
  if (kind === "photo") return <a href={url} target="_blank" rel="noreferrer"><img className="sl-shot" src={url} alt={label} loading="lazy" /></a>;
  if (kind === "video") return <video className="sl-shot" src={url} aria-label={label} controls preload="metadata" />;
  return <audio src={url} aria-label={label} controls preload="metadata" />;
}

/** Pictures among the facts: often they alone decide. A click opens the whole picture. */
export function SummaryMedia({ facts }: { readonly facts: readonly MediaFact[] }): ReactNode {
  const { text } = useLocale();
  if (facts.length === 0) return null;
  return (
    <div className="sl-shots">
      {facts.map(({ key, title, kind, ids }) => (
        <figure key={key}>
          <figcaption>{text(title)}</figcaption>
          <div>{ids.map((id, index) => <Item key={id} url={apiUrl(`/files/${encodeURIComponent(id)}`)} kind={kind} label={ids.length === 1 ? text(title) : `${text(title)} ${index + 1}/${ids.length}`} />)}</div>
        </figure>
      ))}
    </div>
  );
}
