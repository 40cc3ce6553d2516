import { describe, expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const inStep = (text: string) => `## S\n\n${text}\n`;
const bodyText = (text: string) => {
  const [step] = labOf(inStep(text)).steps;
  return step === undefined ? '' : textIn(step.body);
};

describe('inline code with braces', () => {
  test('{run} makes it a command to click, where it stands', () => {
    const [step] = labOf(
      inStep('Look with `docker ps`{run} at **what `docker stats`{run}** shows.'),
    ).steps;
    expect(step?.blocks).toMatchObject([
      {
        type: 'run',
        code: 'docker ps',
        terminal: 'T1',
        inline: true,
        runnable: true,
        copyable: true,
      },
      { type: 'run', code: 'docker stats', inline: true },
    ]);
    expect(step && textIn(step.body)).toBe('Look with  at what  shows.');
    expect(step && elements(step.body, 'strong').flatMap(({ children }) => children)).toHaveLength(
      2,
    );
  });

  test('{copy} makes it one to copy', () => {
    expect(blocksOf(inStep('Copy `ssh me@host`{copy}.'))).toMatchObject([
      { code: 'ssh me@host', runnable: false, copyable: true, inline: true },
    ]);
  });

  test('takes the attributes of a fence that say how it is typed', () => {
    expect(
      blocksOf(
        inStep(
          '`^C`{run input=keys terminal-id=T2}, `y`{run input=text interrupt where=container}',
        ),
      ),
    ).toMatchObject([
      { code: '^C', input: 'keys', terminal: 'T2' },
      { code: 'y', input: 'text', interrupt: true, where: 'container' },
    ]);
  });

  test('has another id than the same command in a fence', () => {
    const ids = blocksOf(inStep('`ls`{run}\n\n```sh\nls\n```')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('other braces stay text', () => {
  test.each([
    '`a`{b}',
    '`a` {run}',
    '{run}',
    '`a`{}',
    '`a`{run',
    '`docker inspect`{{ .State.Pid }}',
    '`a`{runs}',
  ])('%s', (text) => {
    const { lab } = parse(inStep(text));
    expect(lab?.steps[0]?.blocks).toEqual([]);
    expect(bodyText(text)).toBe(text.replaceAll('`', ''));
  });

  test('a misspelt word is a warning', () => {
    expect(places(inStep('Try `ls`{rnu}.'))).toEqual([]);
    expect(parse(inStep('Try `ls`{cpy}.')).diagnostics).toMatchObject([
      { line: 3, column: 9, severity: 'warning', fix: 'did you mean {copy}?' },
    ]);
  });

  test('an unknown attribute is a warning, a wrong value an error, at its place', () => {
    expect(places(inStep('`ls`{run terminal=T2}'))).toEqual([
      'lab.md:3:10 warning fence-attribute',
    ]);
    expect(places(inStep('`ls`{run terminal-id=X}'))).toEqual([
      'lab.md:3:10 error fence-attribute',
    ]);
  });
});
