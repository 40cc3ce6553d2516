const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** `150MB`, `1.5 GB` or `2000` -> bytes, with units of thousand as Docker shows them; undefined for anything else. */
export function readSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,15}(?:\.\d{1,3})?) ?([kmg]?)b?$/i.exec(text) ?? [];
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
  return value.toPrecision(3).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
}
