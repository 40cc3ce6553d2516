import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineBox } from './doctor.ts';
import { examinedBox } from './examined.fixture.ts';
import { readThisBox } from './readers.ts';

test('every probe is heard, also after one that failed', async () => {
  const home = await mkdtemp(join(tmpdir(), 'drydock-doctor-'));
  try {
    const findings = await examineBox({
      home,
      // A place where nobody answers.
      environment: { DOCKER_HOST: `unix://${home}/none.sock` },
      box: examinedBox().box,
      probes: [
        () => Promise.reject(new Error('boom')),
        ({ engine }) => ({ id: 'last', title: 'Last', state: 'ok', detail: String(engine) }),
      ],
    });
    expect(findings).toMatchObject([
      { id: 'engine', state: 'problem', detail: expect.stringContaining('Nobody answers') },
      { id: 'doctor', state: 'problem', detail: expect.stringContaining('boom') },
      { id: 'last', detail: 'undefined' },
    ]);
  } finally {
    await rm(home, { recursive: true });
  }
});

test('the box itself can be read, and what is missing is undefined', async () => {
  const box = readThisBox();
  expect(await box.read('/proc/meminfo')).toContain('MemAvailable');
  expect([await box.read('/none'), await box.mode('/none'), await box.freeBytes('/none')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await box.mode('/')).toBeGreaterThan(0);
  expect(await box.freeBytes('/')).toBeGreaterThan(0);
});

test('programs are run as an ordinary user, and their refusal is told', async () => {
  const box = readThisBox();
  expect(await box.tryAsUser(['true'])).toBeUndefined();
  expect(await box.tryAsUser(['sh', '-c', 'id -u >&2; exit 1'])).toMatch(/^[1-9]\d*$/);
});
