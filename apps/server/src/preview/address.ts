/** A preview's host is `<port>--<session>.localhost`: browsers resolve it to this machine with no DNS at all. */
export interface PreviewAddress {
  readonly port: number;
  readonly session: string;
}

const PREVIEW_HOST = /^(\d{1,5})--([a-z0-9]{20})\.localhost(?::\d+)?$/i;

/** Every name below localhost belongs to previews, well-formed or not: none of them ever reaches the app. */
export function isPreviewHost(host: string | undefined): boolean {
  return /\.localhost\.?(?::\d+)?$/i.test(host ?? '');
}

export function parsePreviewHost(host: string | undefined): PreviewAddress | undefined {
  const match = PREVIEW_HOST.exec(host ?? '');
  const port = Number(match?.[1]);
  if (!match?.[2] || port < 1 || port > 65535) return undefined;
  return { port, session: match[2].toLowerCase() };
}

export function previewUrl(address: PreviewAddress & { serverPort: number }): string {
  const suffix = address.serverPort === 80 ? '' : `:${address.serverPort}`;
  return `http://${address.port}--${address.session}.localhost${suffix}/`;
}
