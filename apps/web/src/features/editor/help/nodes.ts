import { type Document, isAlias, isScalar, type YAMLMap } from 'yaml';
import type { textHelp } from '../../../i18n/en/text-help.ts';
import type { Finding } from './finding.ts';

/** What the checks of a Compose file work with. */
export interface ComposeContext {
  readonly document: Document;
  readonly add: (node: unknown, message: string, severity?: Finding['severity']) => void;
  readonly texts: (typeof textHelp)['compose'];
}

/** Where a node stands, without what follows it: offsets in the text. */
export function rangeOf(node: unknown): [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  const [from = 0, to = 0] = Array.isArray(range) ? (range as number[]) : [];
  return [from, Math.max(from + 1, to)];
}

/** What a key leads to, over an alias; undefined where it is not there. */
export function valueIn({ document }: ComposeContext, map: YAMLMap, key: string): unknown {
  const value = map.get(key, true);
  return isAlias(value) ? value.resolve(document) : value;
}

/** A key as it stands, for pointing at it. */
export function keyOf(map: YAMLMap, key: string): unknown {
  return map.items.find((pair) => textOf(pair.key) === key)?.key;
}

/** A scalar as text; undefined for what is none, or empty. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  return String(node.value);
}
