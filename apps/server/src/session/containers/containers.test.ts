import type { ExecRequest, Sandbox } from '@drydock/sandbox';
import { expect, test, vi } from 'vitest';
import { Failure } from '../../failure.ts';
import { Containers } from './containers.ts';

const WEB = { port: 8080, container: 'web', containerPort: 80 };

function bench(exec: (request: ExecRequest) => Promise<{ exitCode: number; stdout: string }>) {
  const run = vi.fn(async (request: ExecRequest) => ({ ...(await exec(request)), stderr: '' }));
  const sandbox = { exec: run } as unknown as Sandbox;
  const containers = new Containers({ sandbox: () => sandbox, ports: () => [WEB] });
  return { containers, sandbox, run };
}

test('a port that no container publishes is not looked for in the sandbox', async () => {
  const { containers, run } = bench(async () => ({ exitCode: 0, stdout: '' }));
  expect(await containers.portState(5000)).toEqual({ type: 'not-published' });
  expect(run).not.toHaveBeenCalled();
});

test('who asks for the same port within a moment gets the same answer, and a later one a new one', async () => {
  const { containers, run } = bench(async () => ({ exitCode: 0, stdout: '' }));
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const all = await Promise.all([1, 2, 3].map(() => containers.portState(8080)));
    expect(all[0]).toEqual({ type: 'not-listening', container: 'web', containerPort: 80 });
    expect(run).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 2_000);
    await containers.portState(8080);
    expect(run).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a sandbox that cannot be looked into leaves what is sure: no answer came', async () => {
  const { containers } = bench(async () => {
    throw new Failure('SANDBOX_PAUSED');
  });
  expect(await containers.portState(8080)).toMatchObject({ type: 'no-answer', container: 'web' });
});

test('the view has containers with what they use, and is looked at again only while one runs', async () => {
  const state = { Status: 'running', Pid: 70 };
  const web = { id: 'a1', name: '/web', image: 'app', state, ports: {} };
  const lines = [JSON.stringify(web), 'clock\t1', 'process\t70\t60\tpid:[7]\t10\t1024'];
  const { containers, sandbox } = bench(async () => ({ exitCode: 0, stdout: lines.join('\n') }));
  const { read, againIn } = containers.view();
  const view = await read(sandbox);
  expect(view.containers).toMatchObject([{ name: 'web', memory: 1_048_576, cpu: null }]);
  expect(againIn?.(view)).toBeGreaterThanOrEqual(2_000);
  expect(againIn?.({ containers: [] })).toBeUndefined();
});
