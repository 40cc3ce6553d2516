import { limits } from '../limits.ts';
import { createReport, type Report, startOf } from '../report.ts';
import type { Block, Diagnostic, Lab, LabFile, LabSandbox, Step, Translation } from '../schema.ts';
import type { LabSource } from '../source.ts';
import { workspacePath } from './attribute-words.ts';
import { createStepIds } from './ids.ts';
import { imagesIn } from './image-names.ts';
import { linkWithin } from './inner-links.ts';
import { readPages } from './pages.ts';
import { type ReadStep, readStep } from './read-step.ts';
import { createLenientReport, filesBeside } from './readme-files.ts';
import { readChecks, readScripts, warnUnusedChecks, warnUnusedSolutions } from './scripts.ts';
import type { Settings } from './settings.ts';
import { createSoFar } from './so-far.ts';
import { readTranslations } from './translations.ts';
import { variablesIn } from './variables.ts';

export interface ParsedLab {
  /** Null when there are errors; warnings do not stop a lab. */
  readonly lab: Lab | null;
  readonly diagnostics: Diagnostic[];
}

/** Reads a lab from its files. It never throws: whatever is wrong with them is a diagnostic at its place. */
export function parseLab(source: LabSource): ParsedLab {
  const report = createReport();
  const isSound = withinLimits(source, report) && hasSafePaths(source, report);
  const lab = isSound ? readLab(source, report) : null;
  return { lab: report.hasErrors() ? null : lab, diagnostics: report.diagnostics() };
}

/** A Markdown document that is a whole lab by itself. */
export interface Readme {
  readonly slug: string;
  /** Its name, for diagnostics. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** However a document is called, and wherever it stands: it is the only file of its lab. */
const NAME = 'README.md';

/** Reads any Markdown document as a lab, without annotations. It never throws. */
export function parseReadme({ slug, file, bytes }: Readme): ParsedLab {
  const { lab, diagnostics } = parseLab({ slug, files: new Map([[NAME, bytes]]), readme: NAME });
  return { lab, diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, file })) };
}

function readLab(source: LabSource, strict: Report): Lab | null {
  const found = readPages(source, strict);
  if (found === null) return null;
  const report = found.readme ? createLenientReport(strict) : strict;
  const { settings, pages } = found;
  if (pages.length === 0 || pages.length > limits.steps) {
    const place = pages[0]?.file ?? (source.files.has('lab.md') ? 'lab.md' : 'lab.yaml');
    report.error(startOf(place), {
      rule: 'steps',
      message: `The lab has ${pages.length} steps; it needs 1 to ${limits.steps}.`,
      fix: 'start each step with a ## heading',
    });
    return null;
  }

  const { language = 'en' } = settings;
  const title = settings.title ?? found.title ?? source.slug;
  const checks = readChecks(source, report);
  const solutions = readScripts(source, 'solution', report);
  const variables = {
    ...Object.fromEntries(
      pages.flatMap((page) => variablesIn(page.nodes)).map((name) => [name, '']),
    ),
    ...settings.variables,
  };
  const reading = {
    title,
    files: source.files,
    checks: new Set(checks.keys()),
    variables: new Set(Object.keys(variables)),
    language,
    report,
  };
  const text = found.readme ? (pages[0]?.source ?? '') : '';
  const files = workspaceFiles(source, found.readme);
  const texts = found.readme ? files.map(asText) : [];
  const given = new Map(texts.map((file) => [file.path, file.text]));
  const soFar = createSoFar({ readme: found.readme, text, given });
  const stepId = createStepIds();
  const read = pages.map((page) =>
    readStep(page, stepId(page.title ?? 'introduction'), { ...reading, soFar }),
  );
  if (!found.readme) warnSameTitles(read, report);
  const steps = read.map(({ at: _at, places: _places, ...step }): Step => step);
  const description = settings.description ?? '';
  const translations = found.readme
    ? new Map<string, Translation>()
    : readTranslations({ source, description, steps: read, reading });
  linkWithin(steps);
  for (const translation of translations.values()) linkWithin(translation.steps, steps);
  const blocks = steps.flatMap((step) => step.blocks);
  warnUnusedChecks(checks, blocks, report);
  warnUnusedSolutions(solutions, steps, report);

  return {
    slug: source.slug,
    title,
    description,
    level: settings.level,
    duration: settings.duration,
    tags: settings.tags,
    language,
    languages: [language, ...translations.keys()],
    images: settings.images ?? imagesIn(blocks, files.map(asText)),
    ports: portsOf(settings, blocks),
    terminals: terminalsOf(settings, blocks),
    variables,
    steps,
    checks,
    translations,
    sandbox: sandboxOf(settings),
    solutions,
    files,
  };
}

function withinLimits(source: LabSource, report: Report): boolean {
  let bytes = 0;
  for (const content of source.files.values()) bytes += content.length;
  const files = source.files.size;
  if (files <= limits.labFiles && bytes <= limits.labBytes) return true;
  report.error(startOf('lab.md'), {
    rule: 'too-large',
    message: `The lab has ${files} files and ${Math.ceil(bytes / 2 ** 20)} MB; at most ${limits.labFiles} files and ${limits.labBytes / 2 ** 20} MB are read.`,
    fix: 'take out what learners do not need',
  });
  return false;
}

/** Whoever made the source may have taken its paths from an archive. */
function hasSafePaths({ files }: LabSource, report: Report): boolean {
  const unsafe = [...files.keys()].filter((path) => workspacePath(path) !== path);
  for (const path of unsafe) {
    report.error(startOf(path.replace(/\p{Cc}/gu, '?')), {
      rule: 'folder',
      message: 'This path leads out of the lab, or has characters that no path should have.',
      fix: 'rename it',
    });
  }
  return unsafe.length === 0;
}

function warnSameTitles(read: readonly ReadStep[], report: Report): void {
  const seen = new Map<string, ReadStep>();
  for (const step of read) {
    const first = seen.get(step.title);
    if (first === undefined) seen.set(step.title, step);
    else {
      report.warning(step.at, {
        rule: 'steps',
        message: `The step at line ${first.at.line} of ${first.at.file} has the same title: the id of this one is "${step.id}".`,
        fix: 'give it a title of its own',
      });
    }
  }
}

function workspaceFiles(source: LabSource, readme: boolean): LabFile[] {
  const { files, executable } = source;
  const own = [...files.keys()].filter((path) => path.startsWith('files/'));
  const placed = readme
    ? filesBeside(source)
    : new Map(own.map((path) => [path, path.slice('files/'.length)]));
  return [...placed]
    .map(([from, path]) => ({
      path,
      content: files.get(from) ?? new Uint8Array(),
      executable: executable?.has(from) ?? false,
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function asText({ path, content }: LabFile): { path: string; text: string } {
  return { path, text: new TextDecoder().decode(content.subarray(0, limits.scriptBytes)) };
}

function sandboxOf({ sandbox: { memory, cpus, disk } = {} }: Settings): LabSandbox {
  return {
    ...(memory === undefined ? {} : { memory }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(disk === undefined ? {} : { disk }),
  };
}

function portsOf(settings: Settings, blocks: readonly Block[]): number[] {
  const linked = blocks.flatMap((block) => (block.type === 'port' ? [block.port] : []));
  return [...new Set([...(settings.ports ?? []), ...linked])];
}

function terminalsOf(settings: Settings, blocks: readonly Block[]): string[] {
  const { terminals = 1 } = settings;
  const named =
    typeof terminals === 'number'
      ? Array.from({ length: terminals }, (_, index) => `T${index + 1}`)
      : terminals;
  const used = blocks.flatMap((block) => (block.type === 'run' ? [block.terminal] : []));
  return [...new Set([...named, ...used])];
}
