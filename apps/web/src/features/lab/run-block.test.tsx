import type { Placeholder, RunBlock } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearBlanks } from '../../stores/blanks-store.ts';
import { addWaiting, removeWaiting } from '../../stores/run-queue-store.ts';
import { resetSession, setConnection, setHub, setSandbox } from '../../stores/session-store.ts';
import { clearSuggestions, useSuggestions } from '../../stores/suggestions-store.ts';
import { clearVariables, setFirstValues, setVariable } from '../../stores/variables-store.ts';
import { element, place, stepOf, stepWith } from './step.fixture.ts';
import { StepBody } from './step-body.tsx';

const typeInto = vi.hoisted(() => vi.fn(async (_typing: { text: string }) => {}));
vi.mock('../terminal/type-into.ts', () => ({ typeInto }));
const writeText = vi.fn(async (_text: string) => {});

const RUN: RunBlock = {
  ...{ type: 'run', id: 'b1', language: 'sh', terminal: 'T1', runnable: true, copyable: true },
  code: 'docker logs [container id]',
};
const CONTAINER: Placeholder = {
  ...{ text: '[container id]', kind: 'container', label: 'Container' },
  at: [12],
};

beforeEach(() => {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setConnection('open');
});
afterEach(() => {
  cleanup();
  removeWaiting('T1', 7);
  clearBlanks();
  clearSuggestions();
  clearVariables();
  setFirstValues({});
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('a placeholder is filled from the sandbox, and the command runs with what stands in the field', () => {
  show({ ...RUN, placeholders: [CONTAINER] });
  act(() => useSuggestions.setState({ containers: ['web', 'db'] }));
  expect(field('Container').value).toBe('web');
  expect(codeText()).toBe('docker logs web');
  fireEvent.click(button('Run'));
  fireEvent.change(field('Container'), { target: { value: 'db' } });
  act(() => useSuggestions.setState({ containers: ['new', 'web', 'db'] }));
  fireEvent.click(button('Copy'));
  expect(typed()).toEqual(['docker logs web']);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('docker logs db');
});

test('two placeholders of a kind are two things', () => {
  const other: Placeholder = { ...CONTAINER, text: '[other id]', label: 'Other', at: [25] };
  const code = 'docker rm [container id] [other id]';
  show({ ...RUN, code, placeholders: [{ ...CONTAINER, at: [10] }, other] });
  act(() => useSuggestions.setState({ containers: ['web'] }));
  expect([field('Container').value, field('Other').value]).toEqual(['web', '']);
  act(() => useSuggestions.setState({ containers: ['web', 'db'] }));
  fireEvent.click(button('Run'));
  expect(typed()).toEqual(['docker rm web db']);
});

test('a command is never run with a placeholder in it: the field that is empty is asked for', () => {
  show({ ...RUN, placeholders: [CONTAINER] });
  fireEvent.click(button('Run'));
  expect(typed()).toEqual([]);
  expect(said()).toContain('Fill in first: Container');
  expect(document.activeElement).toBe(field('Container'));
  expect(field('Container').getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(field('Container'), { target: { value: '0b2' } });
  fireEvent.click(button('Run'));
  expect(typed()).toEqual(['docker logs 0b2']);
});

test('a user name at the hub is known, and what the learner fills in is filled in elsewhere', () => {
  setHub({ registry: 'docker.io', username: 'ada', password: 'x' });
  const user: Placeholder = { text: '<you>', kind: 'hub-user', label: 'User', at: [12] };
  const name: Placeholder = { text: '<name>', kind: 'text', label: 'Name', at: [18] };
  const push = { ...RUN, code: 'docker push <you>/<name>', placeholders: [user, name] };
  const again = { ...push, id: 'b2', code: 'docker pull <you>/<name>' };
  render(<StepBody step={stepOf([push, again])} />);
  fireEvent.change(screen.getAllByRole('combobox', { name: 'Name' })[0] as HTMLElement, {
    target: { value: 'app' },
  });
  for (const run of screen.getAllByRole('button', { name: 'Run' })) fireEvent.click(run);
  expect(typed()).toEqual(['docker push ada/app', 'docker pull ada/app']);
});

test('a variable stands in the command; only one without a value has a field', () => {
  setFirstValues({ image: 'nginx', name: '' });
  const variable = (name: string, at: number): Placeholder => ({
    ...{ text: `$$${name}$$`, kind: 'variable', label: name, at: [at] },
  });
  const code = 'docker run --name $$name$$ $$image$$';
  const placeholders = [variable('name', 18), variable('image', 27)];
  show({ ...RUN, code, placeholders });
  expect(screen.queryByRole('combobox', { name: 'image' })).toBeNull();
  fireEvent.change(field('name'), { target: { value: 'web' } });
  act(() => setVariable('image', 'alpine'));
  fireEvent.click(button('Run'));
  expect(typed()).toEqual(['docker run --name web alpine']);
});

test('colours of the highlighter stay around what is filled in', () => {
  const highlighted = stepWith([
    element('pre', {}, [element('span', {}, ['docker logs [container']), ' id]']),
  ]).body;
  useSuggestions.setState({ containers: ['web'] });
  show({ ...RUN, placeholders: [CONTAINER], highlighted });
  expect(codeText()).toBe('docker logs web');
});

test('answers, keys and interrupts go as they are meant', () => {
  const blocks: RunBlock[] = [
    { ...RUN, id: 'a', code: 'y', input: 'text' },
    { ...RUN, id: 'b', code: '^C', input: 'keys' },
    { ...RUN, id: 'c', code: 'ls', interrupt: true, where: 'container' },
  ];
  render(<StepBody step={stepOf(blocks)} />);
  expect(screen.getByText('Ctrl+C')).toBeTruthy();
  expect(screen.getByText('In the container’s shell')).toBeTruthy();
  expect(said()).toContain('Ctrl+C first, T1');
  for (const name of ['Type', 'Press', 'Run']) fireEvent.click(button(name));
  expect(typeInto.mock.calls.map(([typing]) => typing)).toEqual([
    { terminal: 'T1', text: 'y', block: 'a', input: 'text' },
    { terminal: 'T1', text: '^C', block: 'b', input: 'keys' },
    { terminal: 'T1', text: 'ls', block: 'c', interrupt: true, where: 'container' },
  ]);
});

test('what belongs on the learner’s own computer can be copied only', () => {
  show({ ...RUN, where: 'host' });
  expect(screen.getByText('On your own computer')).toBeTruthy();
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Copy']);
});

test('a command that waits says so, and is taken back', () => {
  show(RUN);
  act(() => addWaiting('T1', { id: 7, code: 'x', block: 'b1' }));
  expect(said()).toContain('Waits until T1 is free');
  expect(button('Run').disabled).toBe(true);
  fireEvent.click(button('Cancel'));
  expect(said()).toContain('T1');
  expect(button('Run').disabled).toBe(false);
});

test('code in a line of text is run, or copied, by a click on it', async () => {
  const inline = { ...RUN, code: 'docker ps', inline: true };
  const copied = { ...inline, id: 'b2', code: 'id', runnable: false };
  const text = element('p', {}, ['Type ', place('b1'), ' or ', place('b2'), '.']);
  render(<StepBody step={stepWith([text], [inline, copied])} />);
  expect(screen.getByText(/^Type/).tagName).toBe('P');
  fireEvent.click(await screen.findByRole('button', { name: 'Run docker ps' }));
  expect(typed()).toEqual(['docker ps']);
  fireEvent.click(button('Copy id'));
  expect(writeText).toHaveBeenCalledExactlyOnceWith('id');
});

test('code in a line that has to be filled in asks in a box', async () => {
  show({ ...RUN, inline: true, placeholders: [CONTAINER] });
  const name = 'Run docker logs [container id]';
  fireEvent.click(await screen.findByRole('button', { name }));
  fireEvent.submit(field('Container'));
  expect(typed()).toEqual([]);
  fireEvent.change(field('Container'), { target: { value: 'web' } });
  fireEvent.submit(field('Container'));
  expect(typed()).toEqual(['docker logs web']);
  expect(screen.queryByRole('combobox')).toBeNull();
});

function show(block: RunBlock): void {
  render(<StepBody step={stepOf([block])} />);
}

function typed(): string[] {
  return typeInto.mock.calls.map(([{ text }]) => text);
}

function field(name: string): HTMLInputElement {
  return screen.getByRole('combobox', { name });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

function said(): (string | null)[] {
  return screen.getAllByRole('status').map(({ textContent }) => textContent);
}

function codeText(): string | null | undefined {
  return document.querySelector('pre')?.textContent;
}
