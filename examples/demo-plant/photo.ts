import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number];
type Paint = (x: number, y: number) => Colour | undefined;

const rect = (left: number, top: number, right: number, bottom: number, colour: Colour): Paint => (x, y) => (x >= left && x < right && y >= top && y < bottom ? colour : undefined);
const disc = (cx: number, cy: number, radius: number, colour: Colour): Paint => (x, y) => (Math.hypot(x - cx, y - cy) < radius ? colour : undefined);

/** A pump with its motor, the coupling between them, and the guard that hangs loose; later paints lie on top. */
const scene: readonly Paint[] = [
  (_x, y) => (y < 330 ? [176 - y / 6, 186 - y / 6, 196 - y / 6] : [122, 118, 110]),
  rect(60, 318, 580, 350, [92, 96, 102]),
  rect(90, 190, 270, 318, [58, 104, 122]),
  ...Array.from({ length: 8 }, (_, k) => rect(104 + k * 20, 196, 112 + k * 20, 312, [44, 82, 98])),
  rect(270, 244, 400, 266, [150, 154, 160]),
  rect(318, 222, 346, 288, [104, 108, 114]),
  disc(462, 250, 78, [66, 110, 128]),
  disc(462, 250, 30, [46, 80, 94]),
  rect(440, 110, 484, 180, [66, 110, 128]),
  rect(428, 100, 496, 114, [82, 128, 146]),
  (x, y) => (Math.abs(y - (196 + (x - 280) * 0.28)) < 12 && x > 280 && x < 392 ? [214, 160, 40] : undefined),
  disc(292, 200, 6, [60, 60, 60]),
  disc(352, 342, 7, [190, 190, 190]),
];

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named) >>> 0);
  return Buffer.concat([size, named, sum]);
}

/** What the demo's worker photographs, drawn: a loose coupling guard, as PNG. */
export function couplingPhoto(width = 640, height = 480): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = scene.findLast((paint) => paint(x, y))?.(x, y) ?? [0, 0, 0];
      rows.set(colour.map(Math.round), y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
