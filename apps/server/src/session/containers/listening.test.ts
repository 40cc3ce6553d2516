import { expect, test } from 'vitest';
import { readListening, whyNoAnswer } from './listening.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid';

/** As the kernel prints it; `state` 0A is listening, 01 a connection. */
function row(address: string, state = '0A'): string {
  return `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0`;
}

const ALL = '00000000:1388';
const LOCAL = '0100007F:1388';
const ALL_6 = `${'0'.repeat(32)}:1388`;
const LOCAL_6 = `${'0'.repeat(24)}01000000:1388`;
const MAPPED_LOCAL = `${'0'.repeat(16)}FFFF00000100007F:1388`;
const DNS = '0B00007F:A3F1';

test('what listens, and whether it is on the container’s own localhost', () => {
  const rows = [HEAD, row(ALL), row(LOCAL), row(ALL_6), row(LOCAL_6), row(MAPPED_LOCAL)];
  expect(readListening(rows.join('\n')).map(({ isLocal }) => isLocal)).toEqual([
    ...[false, true, false, true, true],
  ]);
  expect(readListening(row(ALL))).toEqual([{ port: 5000, isLocal: false }]);
});

test('connections, the engine’s own answerer of names, and other lines are not what listens', () => {
  const rows = [HEAD, row(ALL, '01'), row(DNS), '', 'cat: no such file', '0: x:y z 0A'];
  expect(readListening(rows.join('\n'))).toEqual([]);
});

test.each([
  ['nothing yet', [row(DNS)], { type: 'not-listening' }],
  ['localhost alone', [row(LOCAL)], { type: 'localhost-only' }],
  ['localhost of IPv6', [row(LOCAL_6)], { type: 'localhost-only' }],
  ['every address', [row(LOCAL), row(ALL_6)], { type: 'no-answer' }],
  ['another port', [row('00000000:1F90')], { type: 'other-port', listens: [8080] }],
  ['another port of localhost', [row('0100007F:1F90')], { type: 'not-listening' }],
])('an app that listens on %s', async (_what, rows, state) => {
  const exec = async () => ({ exitCode: 0, stdout: rows.join('\n'), stderr: '' });
  const port = { port: 80, container: 'web', containerPort: 5000 };
  expect(await whyNoAnswer({ exec }, port)).toEqual({
    ...{ container: 'web', containerPort: 5000 },
    ...state,
  });
});

test('a container that cannot be looked into is no reason', async () => {
  const exec = async () => ({ exitCode: 1, stdout: row(LOCAL), stderr: '' });
  const port = { port: 80, container: 'web', containerPort: 5000 };
  expect(await whyNoAnswer({ exec }, port)).toBeNull();
});
