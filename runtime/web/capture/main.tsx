import "../theme/nonce.ts";
import "../theme/mode.ts";
import "../theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "../i18n/i18n.ts";
import { captureWords } from "./captureWords.ts";
import { CaptureApp } from "./CaptureApp.tsx";

startI18n(captureWords);
const place = document.getElementById("root");
if (place === null) throw new Error("the page has no #root");
createRoot(place).render(<StrictMode><CaptureApp /></StrictMode>);
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js", { scope: "/" });
