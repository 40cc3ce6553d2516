/** A port of a machine as a page writes it, in any of the ways of Katacoda and Killercoda. */
export interface PortAddress {
  readonly start: number;
  readonly end: number;
  /** Null for the page on which a learner chooses a port. */
  readonly port: number | null;
  /** The number of the machine, from 1. */
  readonly host: number;
  readonly path: string;
}

/** All addresses of ports in a text. */
export function portAddresses(text: string): PortAddress[] {
  const found: PortAddress[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const [whole, trafficHost, trafficPort, , host, client, port] = match;
    const path = pathAfter(
      text.slice(match.index + whole.length, match.index + whole.length + 500),
    );
    const number = trafficPort ?? port;
    const isPort = number !== undefined && Number(number) >= 1 && Number(number) <= 65535;
    found.push({
      start: match.index,
      end: match.index + whole.length + path.length,
      port: isPort ? Number(number) : null,
      host: client === undefined ? Number(trafficHost ?? (host || '1')) : 1,
      path: path === '' ? '/' : path,
    });
  }
  return found;
}

const PATH = '(?:(/[^\\s<>()\\[\\]{}"\'`*]*)?)';
const SITE = '(?:environments\\.katacoda\\.com|\\[\\[KATACODA_DOMAIN\\]\\])';
const ADDRESS = new RegExp(
  `\\{\\{\\s*TRAFFIC_(?:HOST(\\d{1,2})_(\\d{1,5})|(SELECTOR))\\s*\\}\\}` +
    `|https?://(?:\\[\\[(?:HOST(\\d{0,2})|(CLIENT))_SUBDOMAIN\\]\\])(?:-(\\d{1,5}))?-\\[\\[KATACODA_HOST\\]\\]\\.${SITE}`,
  'gi',
);

/** The path that follows an address. */
function pathAfter(text: string): string {
  return new RegExp(`^${PATH}`).exec(text)?.[1] ?? '';
}

/** The same address as seen from the learner's terminal. */
export function localAddress({ port }: PortAddress): string {
  return port === null ? 'http://localhost' : `http://localhost:${port}`;
}

/** The address of the machine that a page names, and the variable that stands for it in a lab. */
export const HOST_ADDRESS = /\[\[\s*(HOST|HOST\d{1,2}|CLIENT)_IP\s*\]\]/gi;

/** The engine's own bridge: containers and the learner's shell reach what is published there. */
export const HOST_IP = '172.17.0.1';

/** Parts of addresses that have no meaning by themselves here. */
export const HOST_NAME_PART =
  /\[\[\s*((?:HOST\d{0,2}|CLIENT)_SUBDOMAIN|KATACODA_HOST|KATACODA_DOMAIN)\s*\]\]/gi;
