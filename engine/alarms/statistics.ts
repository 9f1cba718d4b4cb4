const z = 1.959964; // 97.5 % point of the normal distribution

/** Wilson 95 % interval of a share k of n, as fractions. */
export function wilson(k: number, n: number): { readonly low: number; readonly high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const p = k / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Share of false alarms (alarms.md 9). `null` where it must not be shown as a
 * figure: under 20 judged, or under 95 % of P1–P3 with a disposition.
 */
export function falseShare(counts: { readonly wrong: number; readonly right: number; readonly disposedShare: number }): { readonly share: number; readonly low: number; readonly high: number; readonly n: number } | null {
  const n = counts.wrong + counts.right;
  if (n < 20 || counts.disposedShare < 0.95) return null;
  return { share: counts.wrong / n, ...wilson(counts.wrong, n), n };
}

/** False alarms per sensor-day with the exact Poisson (Garwood) 95 % interval; `days` = sensor-days × coverage. */
export function falseRate(k: number, days: number): { readonly rate: number; readonly low: number; readonly high: number } {
  return { rate: k / days, low: k === 0 ? 0 : gammaQuantile(0.025, k) / days, high: gammaQuantile(0.975, k + 1) / days };
}

/** Quantile of the gamma distribution with integer shape and scale 1: half the χ² quantile with 2·shape degrees of freedom. */
function gammaQuantile(p: number, shape: number): number {
  let low = 0;
  let high = shape + 20 * Math.sqrt(shape) + 20;
  for (let turn = 0; turn < 200; turn += 1) {
    const middle = (low + high) / 2;
    if (gammaCdf(middle, shape) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// 1 − e^−x Σ x^i / i!, summed in logarithms so that large shapes do not overflow.
function gammaCdf(x: number, shape: number): number {
  let logTerm = -x;
  let sum = Math.exp(logTerm);
  for (let i = 1; i < shape; i += 1) {
    logTerm += Math.log(x / i);
    sum += Math.exp(logTerm);
  }
  return 1 - sum;
}
