import { afterEach, expect, test } from 'vitest';
import { thisHost } from './host.ts';
import { answerOnHost, REACHED } from './outside.ts';
import { sendRaw } from './raw-http.ts';
import { hostReaches, reach } from './reach.ts';

const host = thisHost();
const closes: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

async function service() {
  const made = await answerOnHost('127.0.0.1');
  closes.push(made.close);
  return made;
}

test('the probe says of each target whether it answers', async () => {
  const there = await service();
  const gone = await answerOnHost('127.0.0.1');
  await gone.close();
  const { output } = await host.run(reach([there, { address: '127.0.0.1', port: gone.port }]));
  expect(output).toContain(`GOT 127.0.0.1 ${there.port}: answered`);
  expect(output).toContain(`NO 127.0.0.1 ${gone.port}: Connection refused`);
  expect(there.visits.some(({ said }) => said.startsWith('GET /escape'))).toBe(true);
});

test('the control fails for what does not answer', async () => {
  const there = await service();
  await hostReaches(there);
  await there.close();
  await expect(hostReaches(there)).rejects.toThrow(`the host reaches 127.0.0.1 port ${there.port}`);
});

test('raw bytes go out as they are, and what comes back is told', async () => {
  const { port, visits } = await service();
  const answer = await sendRaw({ url: `http://127.0.0.1:${port}`, bytes: 'no HTTP at all\r\n' });
  expect(answer).toContain(REACHED);
  expect(visits.at(-1)?.said).toBe('no HTTP at all\r\n');
});

test('raw bytes to nobody come to an end', async () => {
  const { port, close } = await service();
  await close();
  expect(await sendRaw({ url: `http://127.0.0.1:${port}`, bytes: 'x' })).toBe('');
});
