import { CaretRightOutlined, ClockCircleOutlined, FastForwardOutlined, PauseOutlined, ReloadOutlined, StepBackwardOutlined, StepForwardOutlined } from "@ant-design/icons";
import { Button, Segmented, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Speed, speeds } from "./usePlaying.ts";

export interface PlayBarProps {
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly setSpeed: (speed: Speed) => void;
  readonly play: () => void;
  readonly step: () => void;
  readonly undo: () => void;
  readonly reset: () => void;
  readonly hour: () => void;
  readonly toTimer: () => void;
  readonly mayStep: boolean;
  readonly mayUndo: boolean;
  readonly hasTimer: boolean;
  readonly isOver: boolean;
}

/** Play, step, step back, begin again, and the clock. */
export function PlayBar(props: PlayBarProps): ReactNode {
  const { t } = useTranslation("simulate");
  return (
    <div className="dz-sim-play" role="toolbar" aria-label={t("play.label")}>
      <Tooltip title={t("play.undo")}><Button icon={<StepBackwardOutlined />} aria-label={t("play.undo")} disabled={!props.mayUndo} onClick={props.undo} /></Tooltip>
      <Button type="primary" icon={props.isPlaying ? <PauseOutlined /> : <CaretRightOutlined />} disabled={!props.isPlaying && !props.mayStep} onClick={props.play}>{t(props.isPlaying ? "play.pause" : "play.play")}<kbd>{t("play.space")}</kbd></Button>
      <Button icon={<StepForwardOutlined />} disabled={!props.mayStep} onClick={props.step}>{t("play.step")}</Button>
      <Button icon={<ReloadOutlined />} disabled={!props.mayUndo} onClick={props.reset}>{t("play.reset")}<kbd>R</kbd></Button>
      <i aria-hidden="true" />
      <Button icon={<ClockCircleOutlined />} disabled={props.isOver} onClick={props.hour}>{t("play.hour")}</Button>
      <Button icon={<FastForwardOutlined />} disabled={!props.hasTimer} onClick={props.toTimer}>{t("play.toTimer")}</Button>
      <Segmented aria-label={t("play.speed")} value={props.speed} onChange={props.setSpeed} options={speeds.map((value) => ({ value, label: t(`play.at.${value}`) }))} />
    </div>
  );
}
