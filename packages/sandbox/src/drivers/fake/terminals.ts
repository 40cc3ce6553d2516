import type { Terminal, TerminalOptions } from '../../driver.ts';
import { createListeners } from '../../listeners.ts';
import { assertTerminalName } from '../../names.ts';
import type { ProcessPlace } from './processes.ts';
import { type Pty, startPty } from './pty.ts';

export interface FakeTerminals {
  open(options: TerminalOptions): Promise<Terminal>;
  /** Nothing flows while frozen. */
  freeze(frozen: boolean): void;
  closeAll(): Promise<void>;
}

interface Shell {
  readonly pty: Pty;
  readonly handles: Set<Handle>;
}

interface Handle {
  flowing: boolean;
}

export function createFakeTerminals(
  place: ProcessPlace,
  ready: () => Promise<void>,
): FakeTerminals {
  const shells = new Map<string, Promise<Shell>>();
  let frozen = false;

  function shellOf(options: TerminalOptions): Promise<Shell> {
    const running = shells.get(options.name);
    if (running !== undefined) return running;
    const mark = { name: 'DRYDOCK_TERMINAL', value: `${place.mark.value}-${options.name}` };
    const shell = startPty(withMark(place, mark), options).then((pty) => {
      pty.exit.add(() => shells.delete(options.name));
      return { pty, handles: new Set<Handle>() };
    });
    shells.set(options.name, shell);
    return shell;
  }

  function regulate({ pty, handles }: Shell): void {
    // With nobody attached the output goes nowhere, and the shell goes on.
    pty.flow(!frozen && [...handles].every((handle) => handle.flowing));
  }

  function attach(name: string, shell: Shell): Terminal {
    const { pty, handles } = shell;
    const handle: Handle = { flowing: false };
    const data = createListeners<Uint8Array>();
    const releaseOutput = pty.output.add(data.emit);
    let paused = false;
    handles.add(handle);
    regulate(shell);
    const setFlow = () => {
      handle.flowing = !paused && data.size > 0;
      regulate(shell);
    };
    const detach = () => {
      releaseOutput();
      handles.delete(handle);
      regulate(shell);
    };
    return {
      name,
      onData(listener) {
        const release = data.add(listener);
        setFlow();
        return release;
      },
      onExit: (listener) => pty.exit.add(listener),
      write(text) {
        if (handles.has(handle)) pty.write(text);
      },
      async resize(columns, rows) {
        await ready();
        await pty.resize(columns, rows);
      },
      pause() {
        paused = true;
        setFlow();
      },
      resume() {
        paused = false;
        setFlow();
      },
      detach,
      async close() {
        detach();
        await pty.close();
      },
    };
  }

  return {
    async open(options) {
      assertTerminalName(options.name);
      await ready();
      const shell = await shellOf(options);
      await shell.pty.resize(options.columns, options.rows);
      return attach(options.name, shell);
    },
    freeze(value) {
      frozen = value;
      for (const shell of shells.values()) void shell.then(regulate);
    },
    async closeAll() {
      const open = await Promise.all(shells.values());
      await Promise.all(open.map(({ pty }) => pty.close()));
    },
  };
}

/** The sandbox's own mark stays: with the sandbox, everything that carries it ends. */
function withMark(place: ProcessPlace, mark: ProcessPlace['mark']): ProcessPlace {
  const environment = { ...place.environment, [place.mark.name]: place.mark.value };
  return { ...place, environment, mark };
}
