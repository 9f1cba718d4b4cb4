import type { Priority, ReplayView } from "@safeloop/engine";
import { dateTimeText, durationText } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "@safeloop/web";

type Episode = ReplayView["episodes"]["first"][number];

interface LaneProps {
  readonly name: string;
  readonly episodes: readonly Episode[];
  readonly fresh: ReadonlySet<Episode>; // raised by this rule alone: drawn hollow
  readonly span: Span;
  readonly priority: Priority | undefined;
  readonly onOpen: (episode: Episode) => void;
}

function Lane({ name, episodes, fresh, span, priority, onOpen }: LaneProps): ReactNode {
  const { t } = useTranslation("replay");
  const { t: words } = useTranslation();
  const share = (at: number): number => (100 * (Math.min(span.to, Math.max(span.from, at)) - span.from)) / (span.to - span.from);
  const shown = episodes.filter((one) => one.raisedAt <= span.to && (one.clearedAt ?? span.to) >= span.from);
  return (
    <div className="dz-lane">
      <span className="dz-lane-name">{name}</span>
      <div className="dz-lane-line">
        {shown.map((one) => (
          <button
            key={`${one.key}${one.raisedAt}`} type="button" className={`dz-episode${fresh.has(one) ? " is-only" : ""}`} data-priority={priority ?? "live"}
            style={{ insetInlineStart: `${share(one.raisedAt)}%`, width: `${share(one.clearedAt ?? span.to) - share(one.raisedAt)}%` }}
            aria-label={t("episode", { lane: name, key: one.key, start: dateTimeText(one.raisedAt), lasted: durationText((one.clearedAt ?? span.to) - one.raisedAt, words) })} title={`${one.key} ${dateTimeText(one.raisedAt)}`} onClick={() => onOpen(one)}
          />
        ))}
      </div>
    </div>
  );
}

/** Two lanes over the same time: what the draft raises and what the published rule does. Filled: both do; hollow: this one alone. */
export function EpisodeLanes({ report, span, priority, tagId, onOpen }: { readonly report: ReplayView; readonly span: Span; readonly priority: Priority; readonly tagId: string | undefined; readonly onOpen: (episode: Episode) => void }): ReactNode {
  const { t } = useTranslation("replay");
  const { episodes, difference } = report;
  const mine = (list: readonly Episode[]): readonly Episode[] => (tagId === undefined ? list : list.filter((one) => one.key === tagId));
  const alone = (list: readonly Episode[], all: readonly Episode[]): ReadonlySet<Episode> => {
    const keys = new Set(list.map((one) => `${one.key} ${one.raisedAt}`));
    return new Set(all.filter((one) => keys.has(`${one.key} ${one.raisedAt}`)));
  };
  const [drafted, live] = [mine(episodes.first), mine(difference?.live.first ?? [])];
  return (
    <div className="dz-lanes" role="group" aria-label={t("lanes")}>
      <Lane name={t("draft")} episodes={drafted} fresh={alone(difference?.onlyNew.first ?? [], drafted)} span={span} priority={priority} onOpen={onOpen} />
      {difference && <Lane name={t("live")} episodes={live} fresh={alone(difference.onlyOld.first, live)} span={span} priority={undefined} onOpen={onOpen} />}
      {tagId !== undefined && episodes.first.length + (difference?.live.first.length ?? 0) > drafted.length + live.length && <p className="sl-meta">{t("otherTags", { tag: tagId })}</p>}
    </div>
  );
}
