import { beforeEach, expect, test, vi } from 'vitest';
import { terminalClosed, useTerminals } from '../../stores/terminals-store.ts';
import { useWorkbench } from '../../stores/workbench-store.ts';
import { runInOwnTerminal } from './own-terminal.ts';

const shell = vi.hoisted(() => ({ isAtPrompt: false, focused: 0 }));
vi.mock('../terminal/screens.ts', () => ({
  screenOf: () => ({
    isAtShellPrompt: () => shell.isAtPrompt,
    focus: () => {
      shell.focused += 1;
    },
  }),
}));
const typeInto = vi.hoisted(() => vi.fn());
vi.mock('../terminal/type-into.ts', () => ({ typeInto }));

beforeEach(() => {
  Object.assign(shell, { isAtPrompt: false, focused: 0 });
  useTerminals.setState({ tabs: [], active: null });
  useTerminals.setState({ tabs: [{ name: 'T1', status: 'open' }], active: 'T1' });
  typeInto.mockReset();
  typeInto.mockImplementation(async ({ terminal }: { terminal: string }) => {
    const { tabs } = useTerminals.getState();
    if (tabs.some(({ name }) => name === terminal)) return;
    useTerminals.setState({ tabs: [...tabs, { name: terminal, status: 'open' }] });
  });
});

test('a command gets a terminal of its own, and another command another', async () => {
  await runInOwnTerminal('docker logs -f web');
  await runInOwnTerminal('docker logs -f api');
  expect(typeInto.mock.calls).toEqual([
    [{ terminal: 'T2', text: 'docker logs -f web' }],
    [{ terminal: 'T3', text: 'docker logs -f api' }],
  ]);
});

test('while it runs there still, its terminal is brought to the front and nothing is typed', async () => {
  await runInOwnTerminal('docker logs -f web');
  useTerminals.setState({ active: 'T1' });
  await runInOwnTerminal('docker logs -f web');
  expect(typeInto).toHaveBeenCalledTimes(1);
  expect(useTerminals.getState().active).toBe('T2');
  expect(useWorkbench.getState().front).toBe('terminals');
  expect(shell.focused).toBe(1);
});

test('when it has ended it is typed again where it ran', async () => {
  await runInOwnTerminal('docker exec -it web sh');
  shell.isAtPrompt = true;
  await runInOwnTerminal('docker exec -it web sh');
  expect(typeInto.mock.calls.map(([{ terminal }]) => terminal)).toEqual(['T2', 'T2']);
});

test('a terminal that was closed is forgotten', async () => {
  await runInOwnTerminal('docker logs -f web');
  terminalClosed('T2');
  await runInOwnTerminal('docker logs -f web');
  expect(typeInto).toHaveBeenCalledTimes(2);
});

test('without room for one more terminal it is refused', async () => {
  const tabs = Array.from({ length: 8 }, (_, index) => ({
    ...{ name: `T${index + 1}`, status: 'open' as const },
  }));
  useTerminals.setState({ tabs });
  await expect(runInOwnTerminal('docker logs -f web')).rejects.toMatchObject({
    problem: { code: 'TERMINAL_LIMIT' },
  });
});
