import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { textHelp as en } from '../../../i18n/en/text-help.ts';
import { textHelp as ja } from '../../../i18n/ja/text-help.ts';
import { later } from '../../../i18n/messages.ts';
import { type Form, SERVICE_KEYS, TOP_KEYS } from './compose-keys.ts';
import { checkReferences } from './compose-references.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Finding } from './finding.ts';
import { type ComposeContext, keyOf, rangeOf, textOf, valueIn } from './nodes.ts';

/** What is wrong in what a Compose file says: keys, forms of values, and names that nothing has. Never throws. */
export function checkCompose(document: Document, path: string): Finding[] {
  const findings: Finding[] = [];
  const context: ComposeContext = {
    document,
    texts: later({ en, ja }).compose,
    add: (node, message, severity = 'error') => {
      const [from, to] = rangeOf(node);
      findings.push({ from, to, message, severity });
    },
  };
  const root = document.contents;
  if (root === null) return [];
  if (!isMap(root)) {
    context.add(root, context.texts.noMap);
    return findings;
  }
  checkKeys(context, root, TOP_KEYS);
  if (root.has('version')) context.add(keyOf(root, 'version'), context.texts.version, 'info');
  const services = valueIn(context, root, 'services');
  if (isMap(services)) {
    for (const pair of services.items) checkService(context, pair, path);
    checkReferences(context, root, services);
  } else if (services === undefined && !root.has('include')) {
    context.add(root, context.texts.noServices, 'warning');
  }
  return findings;
}

function checkService(context: ComposeContext, { key, value }: Pair, path: string): void {
  const { add, texts, document } = context;
  const service = isAlias(value) ? value.resolve(document) : value;
  const name = textOf(key) ?? '';
  if (name.startsWith('x-')) return;
  if (!isMap(service)) {
    add(key, texts.emptyService(name));
    return;
  }
  checkKeys(context, service, SERVICE_KEYS);
  const isComplete = ['image', 'build', 'extends', 'provider', '<<'].some((one) =>
    service.has(one),
  );
  // What overrides another file has only what is different.
  if (!isComplete && !/override/i.test(path)) add(key, texts.noImage(name));
}

function checkKeys(
  { add, texts, document }: ComposeContext,
  map: YAMLMap,
  known: ReadonlyMap<string, readonly Form[]>,
): void {
  for (const { key, value } of map.items) {
    const name = textOf(key);
    if (name === undefined || name.startsWith('x-') || name === '<<') continue;
    const forms = known.get(name);
    const real = isAlias(value) ? value.resolve(document) : value;
    if (!forms) {
      const meant = didYouMean(name, known.keys());
      add(key, meant ? texts.unknownMeant(name, meant) : texts.unknown(name));
    } else if (!hasForm(real, forms)) {
      add(
        real ?? key,
        texts.wrongForm(
          name,
          forms.map((form) => texts.forms[form]),
        ),
      );
    }
  }
}

function hasForm(value: unknown, forms: readonly Form[]): boolean {
  if (isSeq(value)) return forms.includes('list');
  if (isMap(value)) return forms.includes('map');
  if (!isScalar(value)) return true;
  if (value.value === null || (typeof value.value === 'string' && value.value.includes('$'))) {
    return true;
  }
  switch (typeof value.value) {
    case 'boolean':
      return forms.includes('yes-no');
    case 'number':
    case 'bigint':
      // A name may be made of digits.
      return forms.includes('number') || forms.includes('text');
    default:
      return (
        forms.includes('text') ||
        (forms.includes('yes-no') && /^(true|false)$/i.test(String(value.value)))
      );
  }
}
