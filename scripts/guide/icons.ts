/** Line drawings on a field of 16 × 16. */
const circle = "M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4z";

export const icons = {
  play: `${circle}M6.6 5.3v5.4l4.3-2.7z`,
  shield: "M8 1.5l5.5 2v4.3c0 3.2-2.3 5.6-5.5 6.7c-3.2-1.1-5.5-3.5-5.5-6.7V3.5zM5.4 7.9l1.9 1.9l3.4-3.6",
  pencil: "M2.5 14h11M4 11l.5-2.4l6.4-6.4l1.9 1.9l-6.4 6.4z",
  horn: "M2.3 6.3v3.4h2.4l6.3 3.1V3.2L4.7 6.3zM13.3 6a2.8 2.8 0 0 1 0 4M5.2 9.9l.6 3.4h1.7",
  flag: "M4 14.5v-13M4 2.5h8.6l-2.1 3l2.1 3H4",
  fork: "M2 8h4c2.2 0 1.6-4.5 4-4.5h3.5M6 8c2.2 0 1.6 4.5 4 4.5h3.5M11.8 1.7l1.8 1.8l-1.8 1.8M11.8 10.7l1.8 1.8l-1.8 1.8",
  merge: "M2 3.5h3.5c2.4 0 1.8 4.5 4 4.5h4M2 12.5h3.5c2.4 0 1.8-4.5 4-4.5M11.8 6.2L13.6 8l-1.8 1.8",
  check: "M3.2 8.6l3.2 3.2l6.4-7",
  cross: "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
  minus: "M3.5 8h9",
  slash: `${circle}M3.7 3.7l8.6 8.6`,
  target: "M8 4.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8zM8 1v2.2M8 12.8V15M1 8h2.2M12.8 8H15",
  clock: `${circle}M8 4.4V8.3l2.7 1.6`,
  lock: "M3.6 7.4h8.8v6.4H3.6zM5.4 7.4V5.2a2.6 2.6 0 0 1 5.2 0v2.2",
  bookmark: "M4.4 2.2h7.2v11.6L8 10.9l-3.6 2.9z",
  speech: "M2 3.2h12v7.4H8.2l-3.4 2.8v-2.8H2z",
  forward: "M2.5 8h10M8.6 4.2L12.6 8l-4 3.8",
  bell: "M8 1.6v1M4.2 11.4V7a3.8 3.8 0 0 1 7.6 0v4.4l1.3 1.3H2.9zM6.8 14.6h2.4",
  dots: "M3 8h.6M7.7 8h.6M12.4 8h.6",
} as const;

export type IconName = keyof typeof icons;
