import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const isPossible = process.getuid?.() === 0 && existsSync('/usr/sbin/dockerd');

// A network namespace of its own: a second engine would change the firewall of the one that is in use.
describe.skipIf(!isPossible)("Drydock's own engine (needs root and Debian's docker.io)", () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'drydock-'));
  });

  afterEach(async () => {
    await rm(home, { recursive: true });
  });

  it('is not started beside another engine, which goes on undisturbed', async () => {
    const seen = await inNetworkNamespace(`
      const other = home + '/other';
      const { socket } = await startOwnEngine({ home: other });
      const refused = await startOwnEngine({ home }).catch(({ code, message }) => ({ code, message }));
      const containerd = existsSync(paths.containerd.pid);
      const again = await startOwnEngine({ home: other });
      await removeOwnEngine(other);
      print({ refused, containerd, same: again.socket === socket });
    `);
    expect(seen).toEqual({
      refused: {
        code: 'ENGINE_NOT_STARTED',
        message: expect.stringContaining('Another Docker engine'),
      },
      containerd: false,
      same: true,
    });
  });

  it('starts once, stops with its data kept, and goes without a trace', async () => {
    const seen = await inNetworkNamespace(`
      const first = await startOwnEngine({ home });
      const pid = readFileSync(paths.pid, 'utf8');
      const second = await startOwnEngine({ home });
      const samePid = readFileSync(paths.pid, 'utf8') === pid;
      const stopped = [await stopOwnEngine(home), await stopOwnEngine(home)];
      const dataKept = existsSync(paths.data);
      await startOwnEngine({ home });
      const removed = [];
      for (let turn = 0; turn < 2; turn += 1) removed.push(await removeOwnEngine(home));
      const firewall = execFileSync('iptables-save', { encoding: 'utf8' });
      const left = { folder: existsSync(paths.folder), chains: /DOCKER/.test(firewall) };
      print({ first, second, samePid, stopped, dataKept, removed, left });
    `);
    const engine = { socket: join(home, 'engine/docker.sock'), own: true };
    expect(seen).toMatchObject({
      first: engine,
      second: engine,
      samePid: true,
      stopped: [true, false],
      dataKept: true,
      removed: [true, false],
      left: { folder: false, chains: false },
    });
  });

  it('says why it did not start, and leaves nothing running', async () => {
    const seen = await inNetworkNamespace(`
      mkdirSync(paths.folder, { recursive: true });
      // Where the engine wants a folder.
      writeFileSync(paths.data, '');
      const error = await startOwnEngine({ home }).then(() => null, (problem) => problem);
      print({ code: error?.code, message: error?.message, running: await stopOwnEngine(home) });
    `);
    expect(seen).toMatchObject({ code: 'ENGINE_NOT_STARTED', running: false });
    expect(seen).toHaveProperty('message', expect.stringContaining('dockerd did not start'));
  });

  async function inNetworkNamespace(body: string): Promise<unknown> {
    const folder = new URL('.', import.meta.url);
    const script = `
      import { execFileSync } from 'node:child_process';
      import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
      import { startOwnEngine, stopOwnEngine } from '${new URL('own-engine.ts', folder)}';
      import { removeOwnEngine } from '${new URL('own-engine-removal.ts', folder)}';
      import { ownEnginePaths } from '${new URL('own-engine-paths.ts', folder)}';
      const home = ${JSON.stringify(home)};
      const paths = ownEnginePaths(home);
      const print = (value) => process.stdout.write(JSON.stringify(value));
      ${body}`;
    const { stdout } = await run('unshare', [
      ...['--net', process.execPath, '--import', import.meta.resolve('tsx')],
      ...['--input-type=module', '--eval', script],
    ]);
    return JSON.parse(stdout);
  }
});
