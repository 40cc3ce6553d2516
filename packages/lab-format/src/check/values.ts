import type { Reason } from '../reason.ts';
import { readText } from './text.ts';
import { named, no, oneLine, quoted, type Verdict } from './verdict.ts';

type Values = Readonly<Record<string, string>>;

/** Names with what their values contain (null: whatever it is). Undefined when nothing is wrong. */
export function judgeValues(
  what: Reason,
  expected: Readonly<Record<string, string | null>> | undefined,
  found: Values,
): Verdict | undefined {
  for (const [name, sought] of Object.entries(expected ?? {})) {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (value === undefined) {
      const names = named(Object.keys(found).map((key) => oneLine(key)));
      return no({
        en: `${what.en}: found ${names.en}; expected ${name}.`,
        ja: `${what.ja}。見つかったもの: ${names.ja}。${name} が必要です。`,
      });
    }
    if (sought !== null && !readText(sought).found(value)) {
      return no({
        en: `${what.en}: found ${name}=${oneLine(value)}; expected ${name}=${sought}.`,
        ja: `${what.ja}。現在は ${name}=${oneLine(value)} です。${name}=${sought} が必要です。`,
      });
    }
  }
  return undefined;
}

export function judgeText(
  what: Reason,
  expected: string | undefined,
  found: string,
): Verdict | undefined {
  if (expected === undefined || readText(expected).found(found)) return undefined;
  const [is, should] = [quoted(found), quoted(expected)];
  return no({
    en: `${what.en}: found ${is.en}; expected ${should.en}.`,
    ja: `${what.ja}。現在は${is.ja}です。${should.ja}が必要です。`,
  });
}

/** `A=b` each. */
export function variables(list: readonly string[] | null | undefined): Values {
  return Object.fromEntries(
    (list ?? []).map((each) => {
      const equals = each.indexOf('=');
      return equals < 0 ? [each, ''] : [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
}

export function commandLine(
  entrypoint: readonly string[] | null | undefined,
  command: readonly string[] | null | undefined,
): string {
  return [...(entrypoint ?? []), ...(command ?? [])].join(' ');
}
