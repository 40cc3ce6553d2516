import { stringify } from 'yaml';
import { limits } from '../limits.ts';
import { createStepIds } from '../parse/ids.ts';
import type { ForeignSource, Format, ImportedLab, ImportOne } from './foreign.ts';
import { createLosses, type Losses, type Place } from './losses.ts';
import { escapeText } from './markdown/write.ts';

/** A native lab while it is being made. */
export interface Draft {
  readonly source: ForeignSource;
  readonly origin: string;
  readonly losses: Losses;
  /** A file of the foreign folder, which is then no longer unused. */
  read(path: string): Uint8Array | undefined;
  /** Names the files of a folder that nothing has read; those of `apart` belong to other labs. */
  reportUnused(folder: string, apart: (path: string) => boolean): void;
  /** Settings of `lab.yaml`, or of a README's front matter. */
  readonly settings: DraftSettings;
  /** A step's Markdown without its title. `name` is that of its file, without `.md`. */
  addStep(step: DraftStep): void;
  /** Adds `checks/<name>.sh`. */
  addCheck(name: string, script: string): void;
  /** Puts a file into the lab; a loss when it would be too much. False when it is not there. */
  addFile(file: DraftFile): boolean;
  /** The lab in steps of its own; without any, it has no files. */
  finish(format: Format): ImportedLab;
  /** The lab as one document, read by the rules for READMEs. */
  finishDocument(format: Format, markdown: string): ImportedLab;
}

export interface DraftSettings {
  title?: string | undefined;
  description?: string | undefined;
  level?: 'beginner' | 'intermediate' | 'advanced' | undefined;
  duration?: number | undefined;
  language?: string | undefined;
  terminals?: number | undefined;
  ports: Set<number>;
  variables: Map<string, string>;
}

interface DraftStep {
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
  /** A script that does the step. */
  readonly solution?: string | undefined;
}

interface DraftFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable?: boolean;
  /** What names it, in the foreign lab. */
  readonly at: Place;
}

export function createDraft({ source, origin, slug }: ImportOne): Draft {
  const losses = createLosses();
  const files = new Map<string, Uint8Array>();
  const executable = new Set<string>();
  const settings: DraftSettings = { ports: new Set(), variables: new Map() };
  const steps: string[] = [];
  const stepId = createStepIds();
  const used = new Set([origin]);
  let bytes = 0;

  const put = (path: string, text: string) => files.set(path, new TextEncoder().encode(text));
  const done = (format: Format): ImportedLab => ({
    slug,
    format,
    origin,
    files,
    executable,
    losses: losses.list(),
  });

  return {
    source,
    origin,
    losses,
    settings,
    read(path) {
      used.add(path);
      return source.files.get(path);
    },
    reportUnused(folder, apart) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const unused = [...source.files.keys()].filter(
        (path) => path.startsWith(prefix) && !used.has(path) && !apart(path),
      );
      for (const file of unused.slice(0, MOST_UNUSED)) {
        const message = 'Nothing of the lab names this file, so that it is left out.';
        losses.dropped({ file, line: 1 }, { rule: 'unused-file', message });
      }
      if (unused.length <= MOST_UNUSED) return;
      const message = `${unused.length - MOST_UNUSED} further files that nothing names are left out.`;
      losses.dropped({ file: origin, line: 1 }, { rule: 'unused-file', message });
    },
    addStep({ name, title, markdown, solution }) {
      const place = { file: origin, line: 1 };
      const id = stepId(title);
      if (steps.length >= limits.steps) {
        const message = `A lab has at most ${limits.steps} steps; "${title}" is left out.`;
        losses.dropped(place, { rule: 'steps', message, fix: 'split the lab' });
        return;
      }
      const file = `${String(steps.length + 1).padStart(2, '0')}-${fileName(name)}.md`;
      steps.push(file);
      put(file, `# ${escapeText(title)}\n\n${markdown.trim()}\n`);
      if (solution !== undefined) put(`solution/${id}.sh`, solution);
    },
    addCheck: (name, script) => put(`checks/${name}.sh`, script),
    addFile({ path, content, executable: runs = false, at }) {
      if (isBelowFile(path, files)) {
        const message = `${path.slice(0, 200)} is left out: of two files, one has the name of the other's folder.`;
        losses.dropped(at, { rule: 'asset', message, fix: 'give one of them another name' });
        return false;
      }
      const known = files.get(path);
      if (known !== undefined) bytes -= known.length;
      const tooMany = files.size >= limits.labFiles - limits.steps * 3;
      if (tooMany || content.length > limits.fileBytes || bytes + content.length > MOST_BYTES) {
        const message = `${path.slice(0, 200)} is left out: a lab has at most ${limits.labFiles} files, ${limits.labBytes / 2 ** 20} MB in all and ${limits.fileBytes / 2 ** 20} MB each.`;
        losses.dropped(at, { rule: 'too-large', message, fix: 'let the learner download it' });
        return false;
      }
      bytes += content.length;
      files.set(path, content);
      if (runs) executable.add(path);
      return true;
    },
    finish(format) {
      if (steps.length === 0) return { ...done(format), files: new Map() };
      put('lab.yaml', stringify({ ...plainSettings(settings), steps }, YAML));
      return done(format);
    },
    finishDocument(format, markdown) {
      const plain = stringify(plainSettings(settings), YAML);
      const matter = plain.trim() === '{}' ? '' : `---\n${plain}---\n\n`;
      put('README.md', `${matter}${markdown.trim()}\n`);
      return done(format);
    },
  };
}

/** Files that are named one by one. */
const MOST_UNUSED = 20;
/** What is left is for the text. */
const MOST_BYTES = limits.labBytes - 2 * 2 ** 20;
const YAML = { lineWidth: 0 } as const;

function plainSettings(settings: DraftSettings): Record<string, unknown> {
  const { ports, variables, ...rest } = settings;
  return {
    ...rest,
    title: cut(settings.title, 200),
    description: cut(settings.description, 2000),
    ...(ports.size > 0 ? { ports: [...ports].slice(0, 100) } : {}),
    ...(variables.size > 0 ? { variables: Object.fromEntries(variables) } : {}),
  };
}

function cut(text: string | undefined, length: number): string | undefined {
  const flat = text?.replace(/\s+/g, ' ').trim();
  return flat === undefined || flat === '' ? undefined : [...flat].slice(0, length).join('');
}

/** Whether a file stands where the path has a folder, or a folder where it has its name: no disk holds both. */
function isBelowFile(path: string, files: ReadonlyMap<string, unknown>): boolean {
  const parts = path.split('/');
  const isBelow = parts.some((_, count) => count > 0 && files.has(parts.slice(0, count).join('/')));
  return isBelow || [...files.keys()].some((known) => known.startsWith(`${path}/`));
}

/** A name for a file in plain letters. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'step' : plain;
}
