import type { PlayedBlock, PlayedCheck, PlayedLab, PlayedStep } from './results.ts';

/** The results as JUnit's XML, as CI servers read it: a suite for each lab, a case for each block and each check. */
export function toJunit(labs: readonly PlayedLab[]): string {
  const suites = labs.map((lab) => {
    const cases = [...labCases(lab), ...lab.steps.flatMap((step) => stepCases(lab, step))];
    return { lab, cases };
  });
  const all = suites.flatMap(({ cases }) => cases);
  const time = labs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drydock test" ${totals(all)} time="${seconds(time)}">`,
    ...suites.flatMap(({ lab, cases }) => [
      `  <testsuite name="${escaped(lab.slug)}" ${totals(cases)} time="${seconds(lab.milliseconds)}">`,
      ...cases.map(({ xml }) => xml),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly xml: string;
}

function labCases(lab: PlayedLab): Case[] {
  const of = { of: lab.slug, milliseconds: 0, seen: [] };
  const images =
    lab.missingImages.length > 0
      ? [
          testCase({
            ...of,
            name: 'images',
            status: 'failed',
            why: `not in the catalogue: ${lab.missingImages.join(', ')}`,
          }),
        ]
      : [];
  if (lab.error === undefined) return images;
  return [...images, testCase({ ...of, name: 'lab', status: 'failed', why: lab.error })];
}

function stepCases(lab: PlayedLab, step: PlayedStep): Case[] {
  const of = `${lab.slug}.${step.id}`;
  return [
    ...step.blocks.map((block) => blockCase(of, block)),
    ...step.checks.map((check) => checkCase(of, check)),
  ];
}

function blockCase(of: string, block: PlayedBlock): Case {
  const { verdict, why, milliseconds, seen, drifted } = block;
  const isSkipped = verdict === 'needs-person' || verdict === 'needs-internet';
  const drift = drifted.length > 0 ? [`drifted output, not seen: ${drifted.join(' ')}`] : [];
  return testCase({
    ...{ of, why, milliseconds, name: block.title, seen: [...seen, ...drift] },
    status: verdict === 'failed' ? 'failed' : isSkipped ? 'skipped' : 'passed',
  });
}

function checkCase(of: string, check: PlayedCheck): Case {
  const { name, verdict, after } = check;
  const why =
    verdict === 'vacuous'
      ? 'vacuous: it passed before anything was done'
      : after === null || after.outcome === 'pass'
        ? ''
        : `${after.outcome}: ${after.why}`;
  const status = verdict === 'pass' ? 'passed' : 'failed';
  return testCase({ of, name: `check ${name}`, status, why, milliseconds: 0, seen: [] });
}

interface CaseOf {
  readonly of: string;
  readonly name: string;
  readonly status: Case['status'];
  readonly why: string;
  readonly milliseconds: number;
  readonly seen: readonly string[];
}

function testCase({ of, name, status, why, milliseconds, seen }: CaseOf): Case {
  const open = `    <testcase classname="${escaped(of)}" name="${escaped(name)}" time="${seconds(milliseconds)}"`;
  const element = status === 'failed' ? 'failure' : 'skipped';
  const inner = [
    ...(status === 'passed' ? [] : [`      <${element} message="${escaped(why)}"/>`]),
    ...(seen.length > 0 ? [`      <system-out>${escaped(seen.join('\n'))}</system-out>`] : []),
  ];
  const xml =
    inner.length === 0 ? `${open}/>` : [`${open}>`, ...inner, '    </testcase>'].join('\n');
  return { status, xml };
}

function totals(cases: readonly Case[]): string {
  const count = (status: Case['status']) => cases.filter((each) => each.status === status).length;
  return `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For text and attributes. What XML 1.0 cannot hold, not even escaped, becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}
