import type { ReactNode } from "react";

const paths = {
  close: "M5 5l14 14M19 5L5 19", back: "M19 12H5M11 6l-6 6 6 6", pin: "M12 21s7-6.5 7-12a7 7 0 1 0-14 0c0 5.5 7 12 7 12zM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16", mic: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  cloud: "M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9a4.5 4.5 0 0 1-.5 9z", clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2", check: "M5 12.5l4.5 4.5L19 7",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  arrow: "M6 18L18 6M9 6h9v9", circle: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z", text: "M5 6h14M12 6v13", undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12",
  wrench: "M14.5 6.5a4 4 0 0 0 5 5L11 20l-4-4 8.5-8.5zM14.5 6.5L17 4", person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-7 8-7s8 3 8 7", list: "M5 5h14v14H5zM8 9h.01M11 9h6M8 13h.01M11 13h6", warn: "M12 4l9 16H3zM12 10v4M12 17h.01", info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  sign: "M4 20h16M6 16l9-9 3 3-9 9H6z", off: "M4 4l16 16M8.5 8.5A8 8 0 0 0 4 11M12 7a8 8 0 0 1 8 4M12 18h.01",
} as const;

export type IconName = keyof typeof paths;

/** The few line icons of the capture page; antd's set would cost more than the page. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"><path d={paths[name]} /></svg>;
}
