import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { didYouMean } from './did-you-mean.ts';
import { type ComposeContext, textOf, valueIn } from './nodes.ts';

type Kind = 'services' | 'networks' | 'volumes' | 'configs' | 'secrets';

/** Names that a service uses and nothing has, and ports that are none. */
export function checkReferences(context: ComposeContext, root: YAMLMap, services: YAMLMap): void {
  // What another file brings is not known here.
  const isWhole = !root.has('include');
  for (const { key, value } of services.items) {
    const service = isMap(value) ? value : undefined;
    if (!service) continue;
    const own = textOf(key) ?? '';
    checkPorts(context, service);
    checkVolumes(context, service, isWhole ? root : null);
    checkDependence(context, service, own, isWhole ? services : null);
    if (!isWhole) continue;
    for (const kind of ['networks', 'configs', 'secrets'] as const) {
      for (const node of namesIn(context, service, kind)) checkName(context, { root, kind, node });
    }
  }
}

function checkDependence(
  context: ComposeContext,
  service: YAMLMap,
  own: string,
  services: YAMLMap | null,
): void {
  const { add, texts } = context;
  for (const node of namesIn(context, service, 'depends_on')) {
    const name = textOf(node);
    if (name === undefined || name.includes('$')) continue;
    if (name === own) add(node, texts.dependsOnItself(name));
    else if (services && !services.has(name)) {
      const meant = didYouMean(name, keysOf(services));
      add(node, texts.notThere.services(name) + (meant ? texts.meant(meant) : ''));
    }
  }
}

interface Used {
  readonly root: YAMLMap;
  readonly kind: Exclude<Kind, 'services'>;
  readonly node: unknown;
  readonly name?: string | undefined;
}

function checkName(context: ComposeContext, { root, kind, node, name = textOf(node) }: Used): void {
  if (name === undefined || name.includes('$')) return;
  if (kind === 'networks' && name === 'default') return;
  const there = valueIn(context, root, kind);
  if (isMap(there) && there.has(name)) return;
  const meant = isMap(there) ? didYouMean(name, keysOf(there)) : null;
  const { notThere, meant: asMeant } = context.texts;
  context.add(node, notThere[kind](name) + (meant ? asMeant(meant) : ''));
}

function checkVolumes(context: ComposeContext, service: YAMLMap, root: YAMLMap | null): void {
  const volumes = valueIn(context, service, 'volumes');
  if (!isSeq(volumes)) return;
  for (const item of volumes.items) {
    if (isMap(item)) {
      const isNamed = (textOf(item.get('type', true)) ?? 'volume') === 'volume';
      const source = item.get('source', true);
      if (isNamed && root && isScalar(source))
        checkName(context, { root, kind: 'volumes', node: source });
      continue;
    }
    const [source = '', target] = (textOf(item) ?? '').split(':');
    // A single path is a volume without a name; a path of the host begins with one of these.
    if (target === undefined || !root || /^[./~\\]|\$/.test(source)) continue;
    // `C:\\data:/data` is a path of another system.
    if (source.length > 1) checkName(context, { root, kind: 'volumes', node: item, name: source });
  }
}

function checkPorts(context: ComposeContext, service: YAMLMap): void {
  const ports = valueIn(context, service, 'ports');
  if (!isSeq(ports)) return;
  for (const item of ports.items) {
    const port = textOf(item);
    if (port === undefined || port.includes('$')) continue;
    if (!isPort(port)) context.add(item, context.texts.port(port));
  }
}

/** `[[address:]host[-host]:]container[-container][/protocol]` */
function isPort(text: string): boolean {
  const found = PORT.exec(text);
  if (!found) return false;
  const [, , host = '', container = ''] = found;
  return [...host.split('-'), ...container.split('-')].every(
    (number) => number === '' || Number(number) <= 65_535,
  );
}

const RANGE = String.raw`\d{1,5}(?:-\d{1,5})?`;
const ADDRESS = String.raw`(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]|localhost):`;
const PORT = new RegExp(`^(?:(?:${ADDRESS})?(${RANGE})?:)?(${RANGE})(?:/(?:tcp|udp|sctp))?$`);

/** The names of a list or the keys of a map, as they stand. */
function namesIn(context: ComposeContext, service: YAMLMap, key: string): unknown[] {
  const value = valueIn(context, service, key);
  if (isSeq(value)) {
    return value.items.map((item) => (isMap(item) ? item.get('source', true) : item));
  }
  return isMap(value)
    ? value.items.map((pair) => pair.key).filter((one) => textOf(one) !== '<<')
    : [];
}

function keysOf(map: YAMLMap): string[] {
  return map.items.flatMap((pair) => textOf(pair.key) ?? []);
}
