import { beforeEach, expect, test, vi } from 'vitest';
import { useTerminals } from '../../stores/terminals-store.ts';
import { useWorkbench } from '../../stores/workbench-store.ts';
import { typeInto } from './type-into.ts';

const events = vi.hoisted((): string[] => []);
const mode = vi.hoisted(() => ({ brackets: true }));

vi.mock('./screens.ts', () => ({
  screenOf: () => ({
    takesBrackets: () => mode.brackets,
    promptSeen: async () => events.push('prompt'),
    focus: () => events.push('focus'),
  }),
}));
vi.mock('../../stores/terminals-store.ts', async (original) => ({
  ...(await original<typeof import('../../stores/terminals-store.ts')>()),
  openTerminal: async (name: string) => events.push(`open ${name}`),
  sendInput: (name: string, data: string) => events.push(`type ${name} ${JSON.stringify(data)}`),
}));

beforeEach(() => {
  events.length = 0;
  mode.brackets = true;
  useTerminals.setState({ tabs: [] });
});

test('a terminal that is not open yet is opened and its prompt awaited before the typing', async () => {
  await typeInto('T2', 'docker ps');
  expect(events).toEqual(['open T2', 'prompt', 'type T2 "docker ps\\r"', 'focus']);
  expect(useTerminals.getState().active).toBe('T2');
  expect(useWorkbench.getState()).toMatchObject({ front: 'terminals' });
});

test('an open terminal is typed into at once, as a program in it may wait for it', async () => {
  mode.brackets = false;
  useTerminals.setState({ tabs: [{ name: 'T1', status: 'open' }] });
  await typeInto('T1', 'y\nn');
  expect(events).toEqual(['open T1', 'type T1 "y\\rn\\r"', 'focus']);
});
