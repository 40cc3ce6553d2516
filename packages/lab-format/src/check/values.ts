import { readText } from './text.ts';
import { named, no, oneLine, quoted, type Verdict } from './verdict.ts';

type Values = Readonly<Record<string, string>>;

/** Names with what their values contain (null: whatever it is). Undefined when nothing is wrong. */
export function judgeValues(
  what: string,
  expected: Readonly<Record<string, string | null>> | undefined,
  found: Values,
): Verdict | undefined {
  for (const [name, sought] of Object.entries(expected ?? {})) {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (value === undefined) {
      return no(
        `${what}: found ${named(Object.keys(found).map((key) => oneLine(key)))}; expected ${name}.`,
      );
    }
    if (sought !== null && !readText(sought).found(value)) {
      return no(`${what}: found ${name}=${oneLine(value)}; expected ${name}=${sought}.`);
    }
  }
  return undefined;
}

export function judgeText(
  what: string,
  expected: string | undefined,
  found: string,
): Verdict | undefined {
  if (expected === undefined || readText(expected).found(found)) return undefined;
  return no(`${what}: found ${quoted(found)}; expected ${quoted(expected)}.`);
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
