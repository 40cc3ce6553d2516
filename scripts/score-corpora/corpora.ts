import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLab } from '@drydock/lab-format';
import { type ImportedLab, importLabs } from '@drydock/lab-format/importers';
import { compare } from './compare.ts';
import {
  type Marked,
  markedByBraces,
  markedByLanguage,
  markedByPrompt,
  markedByTerminal,
} from './marked.ts';

/** One entry of a corpus's index. */
interface CorpusLab {
  readonly repo: string;
  /** Of the scenario's folder, or of the document. */
  readonly path: string;
  readonly format:
    | 'readme'
    | 'compose-readme'
    | 'mkdocs'
    | 'killercoda'
    | 'katacoda'
    | 'pwd-jekyll'
    | 'labspace';
  /** Those of its files that the corpora have. */
  readonly files: readonly string[];
}

export interface CorpusScore {
  readonly corpus: string;
  /** Labs whose text is there. */
  readonly labs: number;
  /** Labs of the index whose text is not there. */
  readonly absent: number;
  /** Those that the native parser reads without an error. */
  readonly imported: number;
  readonly crashes: number;
  readonly actions: { readonly expected: number; readonly right: number };
  /** Items in loss reports. */
  readonly lost: number;
  /** For people: what went wrong. */
  readonly problems: readonly string[];
}

/** Scores every repository of the folder. Rejects when the folder has no index. */
export async function scoreCorpora(folder: string): Promise<CorpusScore[]> {
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as CorpusLab[];
  const repositories = [...new Set(index.map(({ repo }) => repo))];
  const scores: CorpusScore[] = [];
  for (const repo of repositories) {
    const labs = index.filter((lab) => lab.repo === repo);
    scores.push(await scoreOne(repo, labs, join(folder, repo.replace('/', '+'))));
  }
  return scores;
}

async function scoreOne(
  repo: string,
  index: readonly CorpusLab[],
  folder: string,
): Promise<CorpusScore> {
  const present = index.filter(({ files }) => files.length > 0);
  const files = present.length === 0 ? new Map<string, Uint8Array>() : await filesOf(folder);
  const problems: string[] = [];
  const crash = (error: unknown): ImportedLab[] => {
    problems.push(
      `crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return [];
  };
  let labs: ImportedLab[] = [];
  try {
    labs = importLabs({ name: repo.split('/').at(-1) ?? repo, files });
  } catch (error) {
    labs = crash(error);
  }
  let imported = 0;
  let expected = 0;
  let right = 0;
  for (const entry of present) {
    const own = [entry.path, join(entry.path, 'index.json')];
    const lab = labs.find(({ origin }) => own.includes(origin));
    const parsed = lab === undefined ? null : parseLab(lab);
    if (parsed?.lab) imported += 1;
    const [error] = parsed?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
    if (!parsed?.lab)
      problems.push(
        `${entry.path}: not imported${error === undefined ? '' : `: ${error.file}:${error.line} ${error.message}`}`,
      );
    const compared = compare(markedIn(entry, files), parsed?.lab ?? null);
    expected += compared.expected;
    right += compared.right;
    for (const { kind, text, line } of compared.missed)
      problems.push(`${entry.path}: missed ${kind} of line ${line}: ${JSON.stringify(text)}`);
  }
  return {
    corpus: repo,
    labs: present.length,
    absent: index.length - present.length,
    imported,
    crashes: problems.filter((problem) => problem.startsWith('crash')).length,
    actions: { expected, right },
    lost: labs.reduce((sum, { losses }) => sum + losses.length, 0),
    problems,
  };
}

function markedIn({ format, path }: CorpusLab, files: ReadonlyMap<string, Uint8Array>): Marked[] {
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  switch (format) {
    case 'katacoda':
    case 'killercoda':
      return pagesOf(JSON.parse(text(join(path, 'index.json')))).flatMap((page) =>
        markedByBraces(text(join(path, page))),
      );
    case 'pwd-jekyll':
      return markedByTerminal(text(path));
    case 'labspace':
      return [...text(path).matchAll(/contentPath:\s*["']?([^\s"']+)/g)].flatMap(([, page = '']) =>
        markedByLanguage(text(join(path, '..', page))),
      );
    default:
      return markedByPrompt(text(path));
  }
}

/** The pages that a scenario shows, hints and answers included. */
function pagesOf(index: unknown): string[] {
  const { details = {} } = index as { details?: Record<string, unknown> };
  const parts = [details.intro, details.steps, details.finish].flat() as (
    | Record<string, unknown>
    | undefined
  )[];
  const names = parts.flatMap((part) => [part?.text, part?.hint, part?.answer]);
  return names.filter((name): name is string => typeof name === 'string' && name.endsWith('.md'));
}

async function filesOf(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1), new Uint8Array(await readFile(path)));
  }
  return files;
}
