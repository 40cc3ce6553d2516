import { readFile, writeFile } from 'node:fs/promises';
import { fullName } from '@drydock/lab-format/lint';
import { imagesOfLabs } from '../lab-images.ts';
import { createStages } from '../stages.ts';
import { abortOnSignals } from '../stop-signals.ts';
import { atMost } from './at-once.ts';
import { type Box, withBox } from './box.ts';
import { toJunit } from './junit.ts';
import { playLab } from './play-lab.ts';
import { stepLines, summaryLines } from './report.ts';
import { labFailed, type PlayedLab } from './results.ts';
import { readLabs, readReadmes, type Subject } from './subjects.ts';
import { workspaceFiles } from './workspace-files.ts';

export interface TestOptions {
  readonly solutions: boolean;
  readonly readme: readonly string[];
  /** A folder that is put into the workspace of the documents of `readme`. */
  readonly files?: string;
  /** A bash script that is run in the sandbox before each document of `readme`. */
  readonly before?: string;
  readonly jobs: number;
  /** Where the JUnit report goes. */
  readonly junit?: string;
  readonly json: boolean;
  readonly only: readonly string[];
  readonly verbose: boolean;
}

/** `drydock test`: plays labs in sandboxes of their own and says how it went. Resolves to whether all is well. */
export async function testLabs(folders: readonly string[], options: TestOptions): Promise<boolean> {
  const files = options.files === undefined ? [] : await workspaceFiles(options.files);
  const before = options.before === undefined ? '' : await readFile(options.before, 'utf8');
  const read = [...(await readLabs(folders)), ...(await readReadmes(options.readme, files))];
  // Those with much to do first: nobody waits for one that began last.
  const subjects = read.toSorted((a, b) => blocksOf(b) - blocksOf(a));
  requireSteps(subjects, options.only);
  const { signal, release } = abortOnSignals(process);
  // With JSON, the output is for programs alone.
  const output = options.json ? process.stderr : process.stdout;
  const say = (text: string) => output.write(`${text}\n`);
  for (const subject of subjects) sayMissing(subject, say);
  try {
    const isAnyPlayable = subjects.some(({ type }) => type === 'playable');
    const stages = createStages(output);
    const labs = isAnyPlayable
      ? await withBox(
          { environment: process.env, stages, signal, wanted: ofLabs(subjects) },
          (box) =>
            atMost(options.jobs, subjects, async (subject): Promise<PlayedLab> => {
              if (subject.type === 'broken') return brokenLab(subject);
              const { slug } = subject.lab;
              return playLab({
                ...{ ...subject, ...options, box, signal },
                missingImages: subject.of === 'lab' ? missingFrom(box, subject.lab.images) : [],
                before: subject.of === 'readme' ? before : '',
                onStep: (step) => say(stepLines(step, { slug, verbose: options.verbose })),
              });
            }),
        )
      : subjects.flatMap((subject) => (subject.type === 'broken' ? [brokenLab(subject)] : []));
    say(`\n${summaryLines(labs)}`);
    if (options.junit !== undefined) await writeFile(options.junit, toJunit(labs));
    const isGood = !labs.some(labFailed);
    if (options.json)
      process.stdout.write(`${JSON.stringify({ passed: isGood, labs }, null, 2)}\n`);
    return isGood;
  } catch (error) {
    // What it broke off fails in its own words; that it was stopped is what counts.
    signal.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}

function blocksOf(subject: Subject): number {
  if (subject.type === 'broken') return 0;
  return subject.lab.steps.reduce((sum, { blocks }) => sum + blocks.length, 0);
}

function requireSteps(subjects: readonly Subject[], only: readonly string[]): void {
  const known = subjects.flatMap((subject) =>
    subject.type === 'playable' ? subject.lab.steps.map(({ id }) => id) : [],
  );
  const unknown = only.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  throw new Error(`There is no step ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
}

/** Before anything is started: somebody who waits for a long run should know. */
function sayMissing(subject: Subject, say: (text: string) => void): void {
  if (subject.type !== 'playable' || subject.missingImages.length === 0) return;
  say(`${subject.lab.slug}: not in the catalogue: ${subject.missingImages.join(', ')}`);
}

/** By their full names, of labs alone: what the documents of others name may be anything. */
function ofLabs(subjects: readonly Subject[]): string[] {
  const labs = subjects.flatMap((subject) =>
    subject.type === 'playable' && subject.of === 'lab' ? [subject.lab] : [],
  );
  return [...imagesOfLabs(labs).keys()];
}

function missingFrom({ missed }: Box, names: readonly string[]): string[] {
  return names.filter((name) => missed.includes(fullName(name)));
}

function brokenLab({ slug, why }: Extract<Subject, { type: 'broken' }>): PlayedLab {
  return { slug, title: slug, steps: [], missingImages: [], error: why, milliseconds: 0 };
}
