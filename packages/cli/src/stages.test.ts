import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { createStages } from './stages.ts';

test('without a terminal: plain lines, with the time that each stage took', async () => {
  const { output, text } = fakeOutput({ isTTY: false });
  const clock = fakeClock();
  const stages = createStages(output, clock.now);
  const result = await stages.run('Sandbox image', async (report) => {
    report('installing');
    clock.advance(41_500);
    return 'tag';
  });
  expect(result).toBe('tag');
  expect(text()).toBe('  Sandbox image ...\n✓ Sandbox image installing, 41.5 s\n');
});

test('without a terminal a long stage says that it is alive, and not more often than needed', async () => {
  const { output, text } = fakeOutput({ isTTY: false });
  const clock = fakeClock();
  await createStages(output, clock.now).run('Base images', async (report) => {
    for (let second = 0; second < 40; second += 1) {
      clock.advance(1000);
      report(`package ${second}`);
    }
  });
  expect(
    text()
      .split('\n')
      .filter((line) => line.includes(': package')),
  ).toEqual(['    Base images, 15.0 s: package 14', '    Base images, 30.0 s: package 29']);
});

test('on a terminal the line is drawn over and ends with one that stays', async () => {
  const { output, raw } = fakeOutput({ isTTY: true, columns: 40 });
  await createStages(output, fakeClock().now).run('Hub image', () => Promise.resolve());
  expect(raw()).toContain('\r\u001b[2K');
  expect(lastLine(raw())).toBe('✓ Hub image 0.0 s');
});

test('a stage that fails is marked, and the error goes on', async () => {
  const { output, text } = fakeOutput({ isTTY: false });
  const failing = createStages(output, fakeClock().now).run('Docker engine', () =>
    Promise.reject(new Error('refused')),
  );
  await expect(failing).rejects.toThrow('refused');
  expect(text()).toContain('✗ Docker engine 0.0 s\n');
});

function fakeOutput({ isTTY, columns = 80 }: { isTTY: boolean; columns?: number }) {
  let written = '';
  return {
    output: {
      isTTY,
      columns,
      write: (part: string) => {
        written += part;
      },
    },
    raw: () => written,
    text: () => stripVTControlCharacters(written),
  };
}

function fakeClock() {
  let time = 0;
  return {
    now: () => time,
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

function lastLine(raw: string): string | undefined {
  return stripVTControlCharacters(raw.split('\r').pop() ?? '').trim();
}
