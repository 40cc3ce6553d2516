import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Whether a page of this very server sent it. Browsers put an Origin on every WebSocket and on every write. */
export function isFromOwnPage(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/**
 * Whether a write may go on. Without both headers it comes from no browser (curl, a script), which has no
 * cookie of a learner that somebody else could make use of.
 */
export function mayWrite(headers: IncomingHttpHeaders): boolean {
  if (headers.origin !== undefined) return isFromOwnPage({ headers });
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
