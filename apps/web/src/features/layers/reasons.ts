import type { BuildStep, StepReason } from '@drydock/protocol';
import type { Format } from '../../i18n/format.ts';
import { type Cause, isForAll } from './build-facts.ts';
import { familiar, oneLine } from './image-names.ts';
import type { LayersTexts } from './texts.ts';

export interface Words {
  readonly text: LayersTexts['reasons'];
  readonly format: Pick<Format, 'duration'>;
}

/** What began it, what ran because of it, and what would have saved time: one sentence, code between backticks. */
export function causeInWords({ step, after, advice }: Cause, words: Words): string {
  const { text, format } = words;
  const parts = [reasonInWords(step, words)];
  if (!isForAll(step.reason) && after.length > 0) {
    parts.push(after.length === 1 ? text.oneAfter : text.manyAfter(after.length));
  }
  if (advice) {
    const [below, time] = [brief(bare(advice.below)), format.duration(advice.savesMs)];
    const first = text.list(advice.first.map((path) => `\`${brief(path)}\``));
    parts.push(advice.first.length === 0 ? text.move(below, time) : text.split(first, below, time));
  }
  return text.sentence(parts.map((part, index) => (index === 0 ? capital(part) : part)));
}

/** Why a step was not taken from the cache; empty for one that was. */
export function reasonInWords({ instruction, reason }: BuildStep, { text, format }: Words): string {
  const step = brief(instruction);
  switch (reason?.type) {
    case 'first-build':
      return text.firstBuild;
    case 'no-cache':
      return text.noCache;
    case 'instruction-changed':
      return reason.before === null
        ? text.newInstruction(step)
        : text.otherInstruction(step, brief(reason.before));
    case 'files-changed':
      return reason.files.length === 0
        ? text.otherFiles(step)
        : text.files(step, filesInWords(reason.files, { text, format }));
    case 'base-changed':
      return text.base(reason.image);
    case 'setting-changed':
      return reason.after === null
        ? text.settingGone(step, brief(reason.before ?? ''))
        : text.setting(step, brief(reason.after), reason.before && brief(reason.before));
    case 'after':
      return text.because(brief(bare(reason.step)));
    case 'cache-removed':
      return text.removed(step);
    case 'unknown':
      return text.unknown(step);
    case undefined:
      return '';
  }
}

type ChangedFiles = Extract<StepReason, { type: 'files-changed' }>['files'];

/** The newest edits first: they are what the learner remembers. */
function filesInWords(files: ChangedFiles, { text, format }: Words): string {
  const newest = [...files].sort(
    (a, b) => (a.secondsBefore ?? Infinity) - (b.secondsBefore ?? Infinity),
  );
  const named = newest
    .slice(0, MOST_FILES)
    .map(({ path, secondsBefore }) =>
      secondsBefore === null
        ? text.editedSometime(path)
        : text.edited(path, format.duration(Math.max(1, Math.round(secondsBefore)) * 1_000)),
    );
  const more = files.length - named.length;
  return text.list(more > 0 ? [...named, text.moreFiles(more)] : named);
}

const MOST_FILES = 2;

/** `RUN make` of `[2/4] RUN make`. */
function bare(name: string): string {
  return name.replace(/^\[[^\]]*\]\s*/, '');
}

/** In a sentence: one short line, without what would end its code. */
function brief(instruction: string): string {
  const line = familiar(oneLine(instruction)).replaceAll('`', "'");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}

const MOST_CHARACTERS = 60;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
