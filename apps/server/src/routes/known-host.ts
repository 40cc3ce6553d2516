import { isIP } from 'node:net';

/** Names under which the app is served, beside `localhost` and every IP address; null: whatever it is called. */
export type HostNames = readonly string[] | null;

/**
 * Whether a request's Host is a name of this server. A page of another site can make its own name lead here (DNS
 * rebinding), and is then of one origin with the app. An address cannot be made to lead elsewhere.
 */
export function isKnownHost(header: string | undefined, names: HostNames): boolean {
  if (names === null) return true;
  const name = hostname(header);
  return name === 'localhost' || isIP(name) > 0 || names.includes(name);
}

/** Without port, brackets and a dot at the end; empty for what is no host. */
function hostname(header: string | undefined): string {
  const url = `http://${header ?? ''}`;
  if (!header || !URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
