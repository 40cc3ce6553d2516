import type { ForeignSource, Format } from './foreign.ts';
import { folderOf } from './paths.ts';

export interface Detected {
  readonly format: Format;
  /** The file that tells that a lab is here. */
  readonly origin: string;
}

/** The labs of a folder, by the files that each format is known by. A folder that one format has is not searched for another. */
export function detectLabs(source: ForeignSource, only: Format | 'auto'): Detected[] {
  const paths = [...source.files.keys()].filter((path) => !SKIPPED.test(path)).toSorted();
  const wants = (format: Format) => only === 'auto' || only === format;
  const found: Detected[] = [];
  const claimed: string[] = [];
  const claim = (format: Format, origin: string, folder: string) => {
    found.push({ format, origin });
    claimed.push(folder === '' ? '' : `${folder}/`);
  };
  const isClaimed = (path: string) => claimed.some((folder) => path.startsWith(folder));

  if (wants('katacoda')) {
    for (const path of paths) {
      if (/(?:^|\/)index\.(?:json|ya?ml)$/i.test(path) && isScenario(read(source, path)))
        claim('katacoda', path, folderOf(path));
    }
  }
  if (wants('labspace')) {
    for (const path of paths.filter((each) => /(?:^|\/)labspace\.ya?ml$/i.test(each))) {
      const folder = folderOf(path);
      claim('labspace', path, /(?:^|\/)\.?labspace$/.test(folder) ? folderOf(folder) : folder);
    }
  }
  const markdown = paths.filter((path) => /\.(?:md|markdown)$/i.test(path) && !isClaimed(path));
  const posts = wants('pwd') ? markdown.filter((path) => isPost(path, source)) : [];
  found.push(...posts.map((origin): Detected => ({ format: 'pwd', origin })));
  if (only === 'pwd' || (posts.length > 0 && only === 'auto')) return found;
  const isMkdocs = (path: string) =>
    only === 'mkdocs' || (wants('mkdocs') && hasMkdocs(path, paths, source));
  const documents = documentsAmong(markdown, isMkdocs);
  const others = found.length > 0 && only === 'auto';
  for (const origin of documents) {
    const format = isMkdocs(origin) ? 'mkdocs' : 'readme';
    if (wants(format) && !(others && !origin.includes('/'))) found.push({ format, origin });
  }
  return found;
}

/** Never content, and possibly large. */
const SKIPPED = /(?:^|\/)(?:\.git|node_modules|vendor|\.venv|__pycache__)\//;
/** What repositories have beside their labs. */
const NOT_LABS =
  /(?:^|\/)(?:license|licence|contributing|code_of_conduct|security|changelog|maintainers|support|authors|notice|pull_request_template|issue_template|solutions?)\.(?:md|markdown)$|(?:^|\/)\.github\//i;

function read(source: ForeignSource, path: string): string {
  return new TextDecoder().decode(source.files.get(path)?.subarray(0, 256 * 1024));
}

/** Pathways and packages have an index.json, too. */
function isScenario(text: string): boolean {
  return (
    /["']?details["']?\s*:/.test(text) && /["']?(?:steps|intro|finish|text)["']?\s*:/.test(text)
  );
}

function isPost(path: string, source: ForeignSource): boolean {
  const text = read(source, path);
  const matter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  if (/(?:^|\/)_posts\//.test(path) && matter !== '') return true;
  return (
    /^[ \t]*(?:`{3,}|~{3,})[^`\n]*\.term[1-9]/m.test(text) ||
    (/^terms:/m.test(matter) && /^layout:/m.test(matter))
  );
}

function hasMkdocs(path: string, paths: readonly string[], source: ForeignSource): boolean {
  const config = paths.find((each) => /(?:^|\/)mkdocs\.ya?ml$/i.test(each));
  if (config !== undefined && path.startsWith(folderOf(config))) return true;
  return /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[a-z]|^[ \t]*={3}[ \t]+"|\)\{:?[ \t]*[.#\w]|^[ \t]*\{:?[ \t]*\.[\w-]+[ \t]*\}[ \t]*$/m.test(
    read(source, path),
  );
}

/** READMEs and index pages; of a folder without any, every document. */
function documentsAmong(
  markdown: readonly string[],
  isMkdocs: (path: string) => boolean,
): string[] {
  const labs = markdown.filter((path) => !NOT_LABS.test(path));
  const named = labs.filter(
    (path) =>
      /(?:^|\/)(?:readme|index)(?:[._-][a-z]{2}(?:[-_][a-z]{2})?)?\.(?:md|markdown)$/i.test(path) ||
      isMkdocs(path),
  );
  if (named.length === 0) return labs;
  // The README at the top of several labs says what they are.
  const deeper = named.filter((path) => path.includes('/'));
  return deeper.length >= 2 ? deeper : named;
}
