import { describe, expect, it } from "vitest";
import { exifOf, uprightExif, withExif } from "./exif.ts";

/** Little-endian EXIF with one entry: orientation. */
function exifSegment(orientation: number): number[] {
  const tiff = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return [0xff, 0xe1, 0, body.length + 2, ...body];
}
const scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];

describe("EXIF of a shrunk photo", () => {
  it("is taken from behind other segments", () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 9, 9, ...exifSegment(6), ...scan]);
    expect([...(exifOf(jpeg) ?? [])]).toEqual(exifSegment(6));
  });
  it("is put back upright, so that the redrawn picture is not turned twice", () => {
    const back = withExif(new Uint8Array([0xff, 0xd8, ...scan]), uprightExif(new Uint8Array(exifSegment(6))) ?? new Uint8Array());
    expect([...(exifOf(back) ?? [])]).toEqual(exifSegment(1));
    expect([...back.slice(-scan.length)]).toEqual(scan);
  });
  it("is left out when damaged or absent", () => {
    const damaged = new Uint8Array(exifSegment(6));
    damaged[14] = 0xff;
    expect(uprightExif(damaged)).toBeUndefined();
    expect(exifOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeUndefined();
  });
});
