import { describe, expect, test } from 'vitest';
import type { Sandbox, SandboxExit, SandboxPort, StartStage } from '../driver.ts';
import { watchScreen } from './screen.ts';
import { type Contract, newId, sh, until } from './subject.ts';

export function portContract({ subject, sandbox }: Contract): void {
  describe('ports', () => {
    test('are told at once and whenever they change', async () => {
      const lists: (readonly SandboxPort[])[] = [];
      const release = sandbox().watchPorts((ports) => lists.push(ports));
      const now = () => lists.at(-1)?.map(({ port }) => port);
      await until('the first list is there', () => (lists.length > 0 ? true : undefined));
      expect(now()).toEqual([]);
      const first = await subject().publish(sandbox(), 5001);
      await until('5001 is told', () => (now()?.join() === '5001' ? true : undefined));
      const second = await subject().publish(sandbox(), 8080);
      await until('both are told', () =>
        now()?.toSorted().join() === '5001,8080' ? true : undefined,
      );
      expect(lists.at(-1)?.[0]?.container).toMatch(/\S/);
      expect(lists.at(-1)?.[0]?.containerPort).toBeGreaterThan(0);
      const late: (readonly SandboxPort[])[] = [];
      const releaseLate = sandbox().watchPorts((ports) => late.push(ports));
      await until('a late listener gets the list', () =>
        late.at(-1)?.length === 2 ? true : undefined,
      );
      await first();
      await until('only 8080 is left', () => (now()?.join() === '8080' ? true : undefined));
      release();
      releaseLate();
      const told = lists.length;
      await second();
      expect(lists).toHaveLength(told);
    });

    test('a change of the engine is told, and nothing after the listener has left', async () => {
      let told = 0;
      const release = sandbox().watchEngine(() => {
        told += 1;
      });
      await until('it is told at first', () => told > 0 || undefined);
      const before = told;
      const unpublish = await subject().publish(sandbox(), 5002);
      await until('a container is told', () => told > before || undefined);
      release();
      const last = told;
      await unpublish();
      expect(told).toBe(last);
    });

    test('builds are told at first, and nothing after the listener has left', async () => {
      let told = 0;
      const release = sandbox().watchBuilds(() => {
        told += 1;
      });
      await until('it is told at first', () => told > 0 || undefined);
      release();
      const last = told;
      const unpublish = await subject().publish(sandbox(), 5003);
      await unpublish();
      expect(told).toBe(last);
    });

    test('have an endpoint', () => {
      const { hostname, port } = sandbox().endpoint(5001);
      expect(hostname).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      expect(port).toBeGreaterThan(0);
    });
  });
}

export function lifeContract({ subject }: Contract): void {
  const create = (id = newId()) => subject().driver.create({ id });

  describe('life', () => {
    test('says what it is doing', async () => {
      const stages: StartStage[] = [];
      const onProgress = (stage: StartStage) => stages.push(stage);
      const sandbox = await subject().driver.create({ id: newId(), onProgress });
      expect(stages.length).toBeGreaterThan(0);
      await sandbox.destroy({ workspace: 'remove' });
    });

    test('an id that could be something else is refused', async () => {
      await expect(create('../x')).rejects.toMatchObject({ code: 'SANDBOX_START_FAILED' });
    });

    test('an aborted creation leaves nothing that is in the way of the next', async () => {
      const id = newId();
      const controller = new AbortController();
      const creating = subject().driver.create(
        { id, onProgress: () => controller.abort(new Error('left')) },
        controller.signal,
      );
      await creating.then(
        (sandbox) => sandbox.destroy(),
        (error) => expect(error).toMatchObject({ message: 'left' }),
      );
      const next = await create(id);
      expect(await sh(next, 'echo works')).toBe('works\n');
      await next.destroy({ workspace: 'remove' });
    });

    test('a running id is not created twice', async () => {
      const sandbox = await create();
      await expect(create(sandbox.id)).rejects.toMatchObject({ code: 'SANDBOX_START_FAILED' });
      expect(await sh(sandbox, 'echo untouched')).toBe('untouched\n');
      await sandbox.destroy({ workspace: 'remove' });
    });

    test('the workspace outlives the sandbox until it is removed', async () => {
      const first = await create();
      await first.files.write({ path: 'notes', content: 'mine' });
      await first.destroy();
      const second = await create(first.id);
      expect((await second.files.read('notes')).text).toBe('mine');
      await second.destroy();
      await subject().driver.removeWorkspace(first.id);
      await subject().driver.removeWorkspace(first.id);
      const third = await create(first.id);
      expect((await third.files.list()).entries).toEqual([]);
      await third.destroy({ workspace: 'remove' });
    });

    test('one that was killed can be created again as soon as that is told', async () => {
      const first = await create();
      await first.files.write({ path: 'notes', content: 'mine' });
      const again = new Promise<Sandbox>((resolve, reject) => {
        first.onExit(() => create(first.id).then(resolve, reject));
      });
      await subject().kill(first);
      const second = await again;
      expect((await second.files.read('notes')).text).toBe('mine');
      await second.destroy({ workspace: 'remove' });
    });

    test('destroying twice is harmless and tells once', async () => {
      const sandbox = await create();
      const exits: SandboxExit[] = [];
      sandbox.onExit((exit) => exits.push(exit));
      await Promise.all([sandbox.destroy(), sandbox.destroy()]);
      await sandbox.destroy({ workspace: 'remove' });
      expect(exits.map(({ reason }) => reason)).toEqual(['destroyed']);
      const late: SandboxExit[] = [];
      sandbox.onExit((exit) => late.push(exit));
      await until('a late listener is told', () => (late.length === 1 ? true : undefined));
    });

    test.each(['destroyed', 'killed'])('everything says so once it is %s', async (how) => {
      const sandbox = await create();
      const exits: SandboxExit[] = [];
      let ends = 0;
      sandbox.onExit((exit) => exits.push(exit));
      const terminal = await sandbox.openTerminal({ name: 'T1', columns: 80, rows: 24 });
      terminal.onExit(() => {
        ends += 1;
      });
      const screen = watchScreen(terminal);
      await screen.expect(/[#$] $/);
      const running = sandbox.exec({ command: ['sleep', '300'] });
      running.catch(() => undefined);
      if (how === 'destroyed') await sandbox.destroy();
      else await subject().kill(sandbox);
      await until('the exit is told', () => (exits.length > 0 ? true : undefined));
      await until('the terminal has ended', () => (ends > 0 ? true : undefined));
      const gone = { name: 'SandboxError', code: 'SANDBOX_GONE' };
      await expect(running).rejects.toMatchObject(gone);
      await expect(sandbox.exec({ command: ['true'] })).rejects.toMatchObject(gone);
      await expect(sandbox.files.list()).rejects.toMatchObject(gone);
      await expect(sandbox.files.read('a')).rejects.toMatchObject(gone);
      await expect(sandbox.files.write({ path: 'a', content: '' })).rejects.toMatchObject(gone);
      await expect(
        sandbox.openTerminal({ name: 'T2', columns: 80, rows: 24 }),
      ).rejects.toMatchObject(gone);
      await expect(terminal.resize(80, 24)).rejects.toMatchObject(gone);
      terminal.write('nobody is there\r');
      await terminal.close();
      sandbox.files.watch(() => undefined)();
      sandbox.watchPorts(() => undefined)();
      expect(exits).toHaveLength(1);
      expect(ends).toBe(1);
      await sandbox.destroy({ workspace: 'remove' });
    });
  });
}
