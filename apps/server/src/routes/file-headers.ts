/** The type of a file, by its name: only what a page shows as a picture has one of its own. */
export function typeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return PICTURES[extension] ?? 'application/octet-stream';
}

/** `attachment` with any name: as it is for browsers, and in plain letters for what knows no other. */
export function contentDisposition(name: string): string {
  // A lone surrogate has no form as UTF-8.
  const whole = name.replace(/\p{Surrogate}/gu, '_');
  const plain = whole.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const PICTURES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
};
