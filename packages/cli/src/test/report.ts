import pc from 'picocolors';
import {
  labFailed,
  type PlayedBlock,
  type PlayedCheck,
  type PlayedLab,
  type PlayedStep,
  stepFailed,
  type Verdict,
} from './results.ts';

/** A step for people, when it has been played. `verbose` shows what was seen of every block, not of failed ones alone. */
export function stepLines(
  step: PlayedStep,
  { slug, verbose }: { slug: string; verbose: boolean },
): string {
  const lines = [
    `${mark(!stepFailed(step))} ${pc.bold(`${slug} / ${step.id}`)} ${pc.dim(seconds(step.milliseconds))}`,
    ...step.blocks.flatMap((block) => blockLines(block, verbose)),
    ...step.checks.map(checkLine),
  ];
  return lines.join('\n');
}

/** The end of the report: one line for each lab, and what it comes to. */
export function summaryLines(labs: readonly PlayedLab[]): string {
  const failed = labs.filter(labFailed).length;
  return [
    ...labs.map(labLine),
    failed === 0
      ? pc.green(`${labs.length} played, none failed.`)
      : pc.red(`${labs.length} played, ${failed} failed.`),
  ].join('\n');
}

const WORDS: Record<Verdict, string> = {
  pass: 'pass',
  'expected-failure': 'expected failure',
  'needs-person': 'needs a person',
  'needs-internet': 'needs the internet',
  failed: 'FAILED',
};

function labLine(lab: PlayedLab): string {
  const blocks = lab.steps.flatMap((step) => step.blocks);
  const checks = lab.steps.flatMap((step) => step.checks);
  const counted = (Object.keys(WORDS) as Verdict[]).flatMap((verdict) => {
    const count = blocks.filter((block) => block.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${WORDS[verdict]}`];
  });
  const passed = checks.filter(({ verdict }) => verdict === 'pass').length;
  const vacuous = checks.filter(({ verdict }) => verdict === 'vacuous').map(({ name }) => name);
  const drifted = blocks.filter((block) => block.drifted.length > 0).length;
  const parts = [
    counted.join(', '),
    checks.length > 0 ? `${passed} of ${checks.length} checks` : '',
    vacuous.length > 0 ? pc.red(`vacuous: ${vacuous.join(', ')}`) : '',
    drifted > 0 ? pc.yellow(`drifted output: ${drifted}`) : '',
    lab.missingImages.length > 0 ? pc.red(`missing images: ${lab.missingImages.join(', ')}`) : '',
    lab.error === undefined ? '' : pc.red(printable(lab.error)),
  ];
  const said = parts.filter((part) => part !== '').join('; ');
  return `${mark(!labFailed(lab))} ${pc.bold(lab.slug)}: ${said} ${pc.dim(seconds(lab.milliseconds))}`;
}

function blockLines(block: PlayedBlock, verbose: boolean): string[] {
  const { verdict, why, terminal = '', title } = block;
  const colour = verdict === 'failed' ? pc.red : verdict === 'pass' ? pc.green : pc.yellow;
  const said = [verdict === 'pass' ? '' : colour(WORDS[verdict]), why && pc.dim(printable(why))];
  const line = [
    `    ${verdict.startsWith('needs') ? pc.yellow('–') : mark(verdict !== 'failed')} ${pc.dim(terminal.padEnd(2))} ${printable(title)}`,
    ...said.filter((part) => part !== ''),
    pc.dim(seconds(block.milliseconds)),
  ].join('  ');
  const drift =
    block.drifted.length === 0
      ? []
      : [
          pc.yellow(
            `         drifted output, not seen: ${printable(block.drifted.slice(0, 8).join(' '))}`,
          ),
        ];
  const typed =
    block.kind === 'run' && !block.title.startsWith(firstLine(block.typed).slice(0, 100))
      ? [pc.dim(`         typed: ${printable(firstLine(block.typed))}`)]
      : [];
  const seen = verbose || verdict === 'failed' ? block.seen : [];
  return [line, ...typed, ...drift, ...seen.map((text) => pc.dim(`         | ${printable(text)}`))];
}

function checkLine({ label, name, before, after, verdict }: PlayedCheck): string {
  const said: string[] = [];
  if (verdict === 'vacuous') said.push('VACUOUS: it passed before anything was done');
  if (after !== null && after.outcome !== 'pass') {
    said.push(`${after.outcome === 'our-fault' ? 'OUR FAULT' : 'FAILED'}: ${after.why}`);
  }
  if (verdict === 'pass' && before !== null && before.outcome !== 'pass') {
    said.push(`before: ${before.why}`);
  }
  const colour = verdict === 'pass' ? pc.dim : pc.red;
  return `    ${mark(verdict === 'pass')} check ${name} (${printable(label)})  ${colour(printable(said.join('; ')))}`;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

function mark(isGood: boolean): string {
  return isGood ? pc.green('✓') : pc.red('✗');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What a lab or a program says must not steer the terminal of whoever reads the report. */
function printable(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '?')
    .trim();
}
