import { type ReactNode, useEffect } from "react";
import { startCapture } from "./captureState.ts";
import { DescribeScreen } from "./DescribeScreen.tsx";
import { MineScreen } from "./MineScreen.tsx";
import { type Screen, useScreen } from "./place.ts";
import { ScanScreen } from "./ScanScreen.tsx";
import { SentScreen } from "./SentScreen.tsx";
import { SignScreen } from "./SignScreen.tsx";
import { SnapScreen } from "./SnapScreen.tsx";
import { useCapture } from "./useCapture.ts";
import "../components/components.css";
import "../forms/forms.css";
import "./capture.css";

const screens: { readonly [screen in Screen]: () => ReactNode } = { snap: SnapScreen, describe: DescribeScreen, sent: SentScreen, scan: ScanScreen, mine: MineScreen, sign: SignScreen };

let isStarted = false;

/** The capture page: one screen at a time, over what the device holds. */
export function CaptureApp(): ReactNode {
  const screen = useScreen();
  const { isLoaded } = useCapture();
  useEffect(() => {
    if (isStarted) return;
    isStarted = true;
    void startCapture();
  }, []);
  const Shown = screens[screen];
  return isLoaded ? <Shown key={screen} /> : null;
}
