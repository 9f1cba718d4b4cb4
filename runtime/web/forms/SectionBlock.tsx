import type { JsonObject } from "@safeloop/engine";
import { memo, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { useFormContext } from "./formContext.ts";
import { sectionData, type SectionPlan } from "./sectionPlan.ts";
import { ThemedForm } from "./theme.tsx";
import { validator } from "./validator.ts";

export interface SectionBlockProps {
  readonly plan: SectionPlan;
  /** All answers of the form; only its own redraw the section. */
  readonly data: JsonObject;
  readonly onSeen: (section: string) => void;
  /** Draws the fields at once; otherwise when the section comes near. */
  readonly isEager: boolean;
  /** Which of how many; undefined where counting says nothing. */
  readonly n: number | undefined;
  readonly all: number;
  /** The only section: no head. */
  readonly isBare: boolean;
  /** Only to be read here: facts side by side, as in a form being read. */
  readonly isRead: boolean;
  /** Closed until opened or wanted. */
  readonly isFolded: boolean;
  /** Somebody asked for this section: open it. */
  readonly isWanted: boolean;
}

/** Nothing is filled in by itself: an empty measure stays empty. */
const noDefaults = { arrayMinItems: { populate: "never" }, emptyObjectFields: "skipDefaults", allOf: "skipDefaults", constAsDefaults: "never" } as const;

/** True from when the element first comes within a screen of the view. Where the browser cannot tell, at once. */
function useNear(isEager: boolean, onSeen: () => void): readonly [RefObject<HTMLElement | null>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const seen = useRef(onSeen);
  const [isNear, setNear] = useState(isEager || typeof IntersectionObserver === "undefined");
  useEffect(() => {
    seen.current = onSeen;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null || typeof IntersectionObserver === "undefined") return undefined;
    const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setNear(true), { rootMargin: "900px" });
    const top = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && seen.current(), { rootMargin: "-20% 0px -75% 0px" });
    near.observe(element);
    top.observe(element);
    return () => {
      near.disconnect();
      top.disconnect();
    };
  }, []);
  return [ref, isNear || isEager];
}

function isSameSlice(plan: SectionPlan, a: JsonObject, b: JsonObject): boolean {
  return a === b || plan.fields.every(({ key }) => Object.is(a[key], b[key]) && Object.hasOwn(a, key) === Object.hasOwn(b, key));
}

/** The section's slice of the data, the same object while none of its members changed. */
function useSlice(plan: SectionPlan, data: JsonObject): JsonObject {
  const [kept, setKept] = useState(() => ({ plan, slice: sectionData(plan, data) }));
  const isSame = kept.plan === plan && isSameSlice(plan, kept.slice, data);
  const slice = isSame ? kept.slice : sectionData(plan, data);
  if (!isSame) setKept({ plan, slice });
  return slice;
}

function isSameBlock({ data: before, ...last }: SectionBlockProps, { data: after, ...next }: SectionBlockProps): boolean {
  return (Object.keys(next) as (keyof typeof next)[]).every((name) => last[name] === next[name]) && isSameSlice(next.plan, before, after);
}

/** One section: its own small rjsf form, so that a key press redraws this section and no other. */
export const SectionBlock = memo(function SectionBlock({ plan, data, onSeen, isEager, n, all, isBare, isRead, isFolded, isWanted }: SectionBlockProps): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const { mode } = useFormContext();
  const [ref, isNear] = useNear(isEager, useCallback(() => onSeen(plan.id), [onSeen, plan.id]));
  const [isOpened, setOpened] = useState(false);
  const note = plan.help === undefined ? n !== undefined && t("sectionOf", { n, all }) : text(plan.help);
  const isSingle = !isBare && plan.fields.length === 1 && plan.fields[0]?.title.zh === plan.title.zh;
  const isOpen = !isFolded || isOpened || isWanted;
  const slice = useSlice(plan, data);
  return (
    <section ref={ref} data-section={plan.id} className={`sf-section${isSingle ? " sf-single" : ""}${isBare ? " sf-section-bare" : " sl-card"}${isRead ? " sf-section-read" : ""}`} aria-label={text(plan.title)}>
      {!isBare && <header><h3>{text(plan.title)}</h3>{mode !== "read" && !isRead && note !== false && <span className="sl-meta">{note}</span>}{isFolded && !isWanted && <button type="button" className="sl-link" aria-expanded={isOpen} onClick={() => setOpened(!isOpened)}>{t(isOpen ? "fold" : "unfold")}</button>}</header>}
      {!isOpen ? null : isNear ? <div className={`sf-grid sf-columns-${plan.columns}`}><Fields plan={plan} slice={slice} /></div> : <div className="sf-far" style={{ minHeight: plan.fields.length * 56 }} />}
    </section>
  );
}, isSameBlock);

const Fields = memo(function Fields({ plan, slice }: { readonly plan: SectionPlan; readonly slice: JsonObject }): ReactNode {
  return (
    <ThemedForm tagName="div" schema={plan.schema} uiSchema={plan.uiSchema} validator={validator} formData={slice} idPrefix={`sf-${plan.id}`} noValidate noHtml5Validate showErrorList={false} experimental_defaultFormStateBehavior={noDefaults}>
      <></>
    </ThemedForm>
  );
});
