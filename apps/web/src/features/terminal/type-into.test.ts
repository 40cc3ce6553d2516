import { beforeEach, expect, test, vi } from 'vitest';
import { useTerminals } from '../../stores/terminals-store.ts';
import { useWorkbench } from '../../stores/workbench-store.ts';
import { giveUp, typeNow } from './run-queue.ts';
import { typeInto } from './type-into.ts';

const events = vi.hoisted((): string[] => []);
const shell = vi.hoisted(() => ({ brackets: true, free: true, tells: true }));

vi.mock('./screens.ts', () => ({
  screenFor: async () => ({
    takesBrackets: () => shell.brackets,
    promptSeen: async () => events.push('prompt'),
    tellsPrompts: () => shell.tells,
    awaitsCommand: () => shell.free,
    expectCommand: () => {},
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
  Object.assign(shell, { brackets: true, free: true, tells: true });
  useTerminals.setState({ tabs: [{ name: 'T1', status: 'open' }] });
});

test('a terminal that is not open yet is opened and its prompt awaited before the typing', async () => {
  await typeInto({ terminal: 'T2', text: 'docker ps' });
  expect(events).toEqual(['open T2', 'prompt', 'focus', 'type T2 "docker ps\\r"']);
  expect(useTerminals.getState().active).toBe('T2');
  expect(useWorkbench.getState()).toMatchObject({ front: 'terminals' });
});

test('a program that takes no brackets gets the lines as they are', async () => {
  shell.brackets = false;
  await typeInto({ terminal: 'T1', text: 'y\nn' });
  expect(events).toEqual(['open T1', 'focus', 'type T1 "y\\rn\\r"']);
});

test('a command waits for the prompt, and is typed all the same when the learner says so', async () => {
  shell.free = false;
  const typed = typeInto({ terminal: 'T1', text: 'docker ps' });
  await vi.waitFor(() => expect(events).toContain('focus'));
  expect(events.at(-1)).toBe('focus');
  await vi.waitFor(() => {
    typeNow('T1');
    expect(events.at(-1)).toBe('type T1 "docker ps\\r"');
  });
  await typed;
});

test('a command that was given up is never typed', async () => {
  shell.free = false;
  const typed = typeInto({ terminal: 'T1', text: 'docker ps' });
  const giving = setInterval(() => giveUp('T1'), 1);
  await typed;
  clearInterval(giving);
  expect(events).toEqual(['open T1', 'focus']);
});

test('answers, keys and what belongs into a container do not wait', async () => {
  shell.free = false;
  await typeInto({ terminal: 'T1', text: 'y', input: 'text' });
  await typeInto({ terminal: 'T1', text: '^D', input: 'keys' });
  await typeInto({ terminal: 'T1', text: 'ls', where: 'container' });
  expect(events.filter((event) => event.startsWith('type'))).toEqual([
    'type T1 "y"',
    'type T1 "\\u0004"',
    'type T1 "ls\\r"',
  ]);
});

test('an interrupt comes first', async () => {
  await typeInto({ terminal: 'T1', text: 'docker ps', interrupt: true });
  shell.tells = false;
  await typeInto({ terminal: 'T1', text: 'ls', interrupt: true });
  expect(events.filter((event) => event !== 'focus' && !event.startsWith('open'))).toEqual([
    'type T1 "\\u0003"',
    'type T1 "docker ps\\r"',
    'type T1 "\\u0003"',
    'prompt',
    'type T1 "ls\\r"',
  ]);
});
