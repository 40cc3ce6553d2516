import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import type { Outcome } from './type-command.ts';

const ended = (exitCode: number): Outcome => ({ type: 'ended', exitCode });
const asked = { code: 'docker ps', shown: '', sample: undefined, of: 'lab' as const };

test('exit code 0, a server that goes on, and a shell in a container pass', () => {
  for (const outcome of [ended(0), { type: 'stays' }, { type: 'inside' }] as Outcome[]) {
    expect(judge({ ...asked, outcome })).toMatchObject({ verdict: 'pass', drifted: [] });
  }
});

test('a failure that the text shows is expected, and one that it does not show is none', () => {
  const shown = 'curl: (7) Failed to connect to localhost port 9 after 0 ms';
  const sample = 'curl: (7) Failed to connect to localhost port 9: Connection refused';
  expect(judge({ ...asked, outcome: ended(7), shown, sample })).toMatchObject({
    verdict: 'expected-failure',
    drifted: ['Connection', 'refused'],
  });
  expect(judge({ ...asked, outcome: ended(7), shown })).toEqual({
    verdict: 'failed',
    why: `Exit code 7: ${shown}`,
    drifted: [],
  });
});

test('a sample without an error does not excuse a failure that looks different', () => {
  const sample = 'REPOSITORY TAG';
  expect(judge({ ...asked, outcome: ended(1), shown: 'boom', sample }).verdict).toBe('failed');
  expect(judge({ ...asked, outcome: ended(1), shown: 'REPOSITORY TAG', sample }).verdict).toBe(
    'expected-failure',
  );
});

test('output that is no longer as the text shows it is told, and no failure', () => {
  expect(
    judge({ ...asked, outcome: ended(0), shown: 'b', sample: 'Sending build context' }),
  ).toEqual({
    verdict: 'pass',
    why: '',
    drifted: ['Sending', 'build', 'context'],
  });
});

test.each<[Outcome, RegExp]>([
  [{ type: 'late', limit: 180_000 }, /within 180 s/],
  [{ type: 'unfinished' }, /quote or a bracket/],
  [{ type: 'closed' }, /shell has ended/],
])('%j fails', (outcome, why) => {
  const judged = judge({ ...asked, outcome });
  expect(judged.verdict).toBe('failed');
  expect(judged.why).toMatch(why);
});

test.each([
  ['pip3 install flask', 127, 'bash: pip3: command not found', 'needs-person', /no pip3/],
  [
    'docker pull a/b',
    1,
    'Error response from daemon: pull access denied for a/b',
    'needs-internet',
    /nor in the hub/,
  ],
  [
    'git clone https://example.com/x',
    128,
    'fatal: unable to access: Could not resolve host: example.com',
    'needs-internet',
    /resolve/,
  ],
  [
    'docker search x',
    1,
    'Error response from daemon: Unexpected status code 404',
    'needs-internet',
    /404/,
  ],
  [
    'docker search x | head',
    0,
    'Error response from daemon: Unexpected status code 404',
    'needs-internet',
    /404/,
  ],
  [
    'cat Dockerfile',
    1,
    'cat: Dockerfile: No such file or directory',
    'needs-person',
    /a file that is not there/,
  ],
  [
    'docker push learner-1/web',
    1,
    'An image does not exist locally with the tag: learner-1/web',
    'needs-internet',
    /nor in the hub/,
  ],
  [
    'docker rm $(docker ps -aq)',
    1,
    '"docker rm" requires at least 1 argument.',
    'needs-person',
    /Nothing is left for it/,
  ],
  [
    'docker run --name a --restart always alpine',
    125,
    'docker: Error response from daemon: Conflict. The container name "/a" is already in use by container "1".',
    'needs-person',
    /An earlier command has used/,
  ],
  [
    'docker rmi $(docker images -q)',
    1,
    'Error response from daemon: conflict: unable to delete 1a2b (must be forced) - image is referenced in multiple repositories',
    'needs-person',
    /wants to be forced/,
  ],
  ['docker rm', 1, '"docker rm" requires at least 1 argument.', 'failed', /Exit code 1/],
  ['curl localhost:80', 7, 'curl: (7) Failed to connect to localhost', 'failed', /Exit code 7/],
  ['false', 1, '', 'failed', /Exit code 1/],
])('of a document, %s is judged by what a sandbox has', (code, exitCode, shown, verdict, why) => {
  const judged = judge({ ...asked, of: 'readme', outcome: ended(exitCode), code, shown });
  expect(judged.verdict).toBe(verdict);
  expect(judged.why).toMatch(why);
});

test('an error in the text that does not come is told', () => {
  const sample = 'Error response from daemon: conflict';
  expect(judge({ ...asked, outcome: ended(0), sample })).toMatchObject({
    verdict: 'pass',
    why: 'The text shows an error, and there was none.',
  });
});

test('of a lab, nothing is excused that a sandbox lacks', () => {
  const shown = 'bash: pip3: command not found';
  expect(judge({ ...asked, outcome: ended(127), shown }).verdict).toBe('failed');
});
