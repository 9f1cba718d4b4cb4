/** One try to find the device's place. `position` is absent when there was no fix: that is an answer, never an error. */
export interface Fix {
  readonly position?: { readonly lat: number; readonly lng: number; readonly accuracyM: number };
  readonly tookMs: number;
}

/** Asks for at most `limitMs` (15 s). Resolves always: refused, switched off, no secure context and time-out all mean "no fix". */
export function locate(limitMs = 15_000): Promise<Fix> {
  const started = performance.now();
  const done = (position?: Fix["position"]): Fix => ({ ...(position === undefined ? {} : { position }), tookMs: performance.now() - started });
  return new Promise((resolve) => {
    if (!("geolocation" in navigator)) {
      resolve(done());
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(done({ lat: coords.latitude, lng: coords.longitude, accuracyM: coords.accuracy })),
      () => resolve(done()),
      { enableHighAccuracy: true, timeout: limitMs, maximumAge: 30_000 },
    );
  });
}
