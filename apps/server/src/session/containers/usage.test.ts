import { expect, test } from 'vitest';
import type { Look, Process } from './look.ts';
import { UsageMeter } from './usage.ts';

const MB = 1024 * 1024;

function look(at: number, pids: Record<string, number>, processes: Partial<Process>[]): Look {
  return {
    at,
    containers: Object.entries(pids).map(([id, pid]) => ({
      pid,
      container: {
        ...{ id, name: id, image: 'app', status: 'running' as const, exitCode: null },
        ...{ health: null, started: null, ended: null, ports: [] },
      },
    })),
    processes: processes.map((process) => ({
      ...{ pid: 0, parent: 1, namespace: 'pid:[1]', ticks: 0, memory: MB },
      ...process,
    })),
  };
}

test('memory is the sum of a container’s processes, also of those that exec brought and those within', () => {
  const meter = new UsageMeter();
  const usages = meter.measure(
    look(10, { web: 70, other: 90 }, [
      { pid: 70, parent: 60, namespace: 'pid:[7]' },
      { pid: 71, parent: 70, namespace: 'pid:[7]' },
      { pid: 80, parent: 61, namespace: 'pid:[7]' },
      { pid: 75, parent: 71, namespace: 'pid:[75]' },
      { pid: 90, parent: 62, namespace: 'pid:[9]' },
      { pid: 99, parent: 1, namespace: 'pid:[99]' },
    ]),
  );
  expect(usages.get('web')).toEqual({ memory: 4 * MB, cpu: null });
  expect(usages.get('other')).toEqual({ memory: MB, cpu: null });
});

test('CPU is what was spent between two looks; too soon after one the share stays as it was', () => {
  const meter = new UsageMeter();
  const at = (seconds: number, ticks: number) =>
    meter.measure(look(seconds, { web: 70 }, [{ pid: 70, namespace: 'pid:[7]', ticks }])).get('web')
      ?.cpu;
  expect(at(100, 1000)).toBeNull();
  expect(at(100.3, 1030)).toBeNull();
  expect(at(102, 1100)).toBe(0.5);
  expect(at(102.2, 1120)).toBe(0.5);
  expect(at(104, 1100)).toBe(0);
});

test('a container that was started again begins anew, and never uses less than nothing', () => {
  const meter = new UsageMeter();
  const at = (seconds: number, pid: number, ticks: number) =>
    meter.measure(look(seconds, { web: pid }, [{ pid, namespace: `pid:[${pid}]`, ticks }]));
  at(100, 70, 1000);
  expect(at(102, 70, 900).get('web')?.cpu).toBe(0);
  expect(at(104, 71, 5000).get('web')?.cpu).toBeNull();
});

test('nothing is said of a container without processes of its own to see', () => {
  const meter = new UsageMeter();
  const usages = meter.measure(look(1, { ended: 0, host: 5 }, [{ pid: 70 }]));
  expect(usages.size).toBe(0);
});

test('parents in a ring end the search', () => {
  const ring = [
    { pid: 70, parent: 71, namespace: 'pid:[7]' },
    { pid: 71, parent: 70, namespace: 'pid:[7]' },
  ];
  expect(new UsageMeter().measure(look(1, { web: 70 }, ring)).get('web')?.memory).toBe(2 * MB);
});
