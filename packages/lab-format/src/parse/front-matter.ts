import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import type { z } from 'zod';
import { limits } from '../limits.ts';
import type { Report } from '../report.ts';
import type { Position } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import { keysAt } from './schema-keys.ts';
import { fixOf, messageOf } from './yaml-issues.ts';

export interface YamlSource<T> {
  readonly file: string;
  readonly yaml: string;
  /** The line of the file on which `yaml` begins, from 1. */
  readonly firstLine: number;
  readonly schema: z.ZodType<T>;
  readonly report: Report;
  /** By itself `front-matter`: settings. */
  readonly rule?: 'front-matter' | 'condition';
}

export interface ReadYaml<T> {
  readonly value: T;
  /** Where something of it stands in the file. */
  place(path: readonly PropertyKey[]): Position;
}

/** Front matter, lab.yaml or a declared check; null (and errors at their places) when it is not well-formed. */
export function readYaml<T>(source: YamlSource<T>): ReadYaml<T> | null {
  const { yaml, schema, report, rule = 'front-matter' } = source;
  const lines = new LineCounter();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file: source.file, line: source.firstLine + line - 1, column: col };
  };
  const complain = (offset: number, message: string, fix?: string): null => {
    report.error(place(offset), { rule, message, fix });
    return null;
  };

  const refusal = refuseDeep(yaml);
  if (refusal !== null) return complain(0, refusal, 'make it shorter and flatter');
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // Its warnings are tags that it does not know, such as those for code.
  const problems = [...document.errors, ...document.warnings];
  for (const { pos, message, code } of problems) {
    complain(
      pos[0],
      `This is not YAML: ${message}`,
      FIXES[code] ?? 'put text into quotes, and indent with spaces',
    );
  }
  if (problems.length > 0) return null;

  const value = plainValue(document);
  if (value === REFUSED) {
    return complain(0, 'Anchors and aliases are not read here.', 'write it out');
  }
  const result = schema.safeParse(value ?? {});
  if (result.success) {
    return { value: result.data, place: (path) => place(offsetOfValue(document, path)) };
  }
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        complain(
          offsetOfKey(document, issue.path, key),
          `"${key}" is not ${rule === 'condition' ? 'part of a check here' : 'a setting'}.`,
          didYouMean(key, keysAt(schema, issue.path)),
        );
      }
    } else {
      const whole = rule === 'condition' ? 'the check' : 'the front matter';
      const name = issue.path.length === 0 ? whole : issue.path.join('.');
      const message = `${name}: ${messageOf(issue)}`;
      const given = nodeAt(document, issue.path);
      complain(
        offsetOfValue(document, issue.path),
        message,
        fixOf(issue, isScalar(given) ? given.value : ''),
      );
    }
  }
  return null;
}

const FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'remove one of the two',
  TAB_AS_INDENT: 'indent with spaces',
};

const REFUSED = Symbol('refused');

/** The YAML parser recurses into brackets and indentation, so the depth is limited before. */
export function refuseDeep(yaml: string): string | null {
  if (yaml.length > limits.yamlBytes) return 'This is longer than 16 KB.';
  const brackets = yaml.match(/[[{]/g)?.length ?? 0;
  const markers = yaml.match(/(?:^|\s)[-?:](?=\s)/g)?.length ?? 0;
  return brackets > 200 || markers > 1000 ? 'This is nested too deeply.' : null;
}

function plainValue(document: Document): unknown {
  try {
    // No alias at all: nothing here needs one, and a few of them can stand for gigabytes.
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) return REFUSED;
    throw error;
  }
}

function offsetOfKey(document: Document, path: readonly PropertyKey[], key: string): number {
  const map = nodeAt(document, path);
  if (!isMap(map)) return offsetOfValue(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

/** What a short form leaves out stands where the short form does. */
function offsetOfValue(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = nodeAt(document, path.slice(0, length))?.range?.[0];
    if (offset !== undefined) return offset;
  }
  return 0;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node : null;
}
