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

export interface YamlSource<T> {
  readonly file: string;
  readonly yaml: string;
  /** The line of the file on which `yaml` begins, from 1. */
  readonly firstLine: number;
  readonly schema: z.ZodType<T>;
  /** The keys that the schema knows, for suggestions. */
  readonly keys: readonly string[];
  readonly report: Report;
}

/** Front matter or lab.yaml as settings; null (and errors at their places) when it is not well-formed. */
export function readSettings<T>(source: YamlSource<T>): T | null {
  const { yaml, schema, report } = source;
  const lines = new LineCounter();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file: source.file, line: source.firstLine + line - 1, column: col };
  };

  const refusal = refuseDeep(yaml);
  if (refusal !== null) {
    report.error(place(0), { rule: 'front-matter', message: refusal });
    return null;
  }
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // Its warnings are tags that it does not know, such as those for code.
  const problems = [...document.errors, ...document.warnings];
  for (const { pos, message } of problems) {
    report.error(place(pos[0]), { rule: 'front-matter', message: `This is not YAML: ${message}` });
  }
  if (problems.length > 0) return null;

  const value = plainValue(document);
  if (value === REFUSED) {
    report.error(place(0), {
      rule: 'front-matter',
      message: 'Anchors and aliases are not read here.',
    });
    return null;
  }
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        report.error(place(offsetOfKey(document, issue.path, key)), {
          rule: 'front-matter',
          message: `"${key}" is not a setting.`,
          fix: didYouMean(key, source.keys),
        });
      }
    } else {
      const name = issue.path.length === 0 ? 'the front matter' : issue.path.join('.');
      report.error(place(offsetOfValue(document, issue.path)), {
        rule: 'front-matter',
        message: `${name}: ${issue.message}`,
      });
    }
  }
  return null;
}

const REFUSED = Symbol('refused');

/** The YAML parser recurses into brackets and indentation, so the depth is limited before. */
export function refuseDeep(yaml: string): string | null {
  if (yaml.length > limits.yamlBytes) return 'The settings are longer than 16 KB.';
  const brackets = yaml.match(/[[{]/g)?.length ?? 0;
  const markers = yaml.match(/(?:^|\s)[-?:](?=\s)/g)?.length ?? 0;
  return brackets > 200 || markers > 1000 ? 'The settings are nested too deeply.' : null;
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

function offsetOfValue(document: Document, path: readonly PropertyKey[]): number {
  return nodeAt(document, path)?.range?.[0] ?? 0;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node : null;
}
