const UNITS: Readonly<Record<string, number>> = {
  ...{ '': 1, k: 1e3, m: 1e6, g: 1e9 },
  ...{ ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30 },
};

/**
 * `150MB`, `1.5 GB`, `512MiB` or `2000` -> bytes: units of thousand as Docker shows them, and of 1024 with an `i`;
 * undefined for anything else.
 */
export function readSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,15}(?:\.\d{1,3})?) ?(|[kmg]i?)b?$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}

/** Bytes as Docker shows them: `142MB`. */
export function showSize(bytes: number): string {
  if (bytes < 1e3) return `${bytes}B`;
  if (bytes < 1e6) return `${round(bytes / 1e3)}kB`;
  return bytes < 1e9 ? `${round(bytes / 1e6)}MB` : `${round(bytes / 1e9)}GB`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
