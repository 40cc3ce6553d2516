import type { FileBlock, RunBlock } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { clearVariables, setFirstValues, setVariable } from '../../stores/variables-store.ts';
import { useWorkbench } from '../../stores/workbench-store.ts';
import { element, place, stepWith } from './step.fixture.ts';
import { StepBody } from './step-body.tsx';

const done = vi.hoisted((): string[] => []);
vi.mock('../terminal/type-into.ts', () => ({
  typeInto: async ({ text }: { text: string }) => done.push(`type ${text}`),
}));
vi.mock('../../stores/file-actions.ts', () => ({
  openFile: async (path: string) => done.push(`open ${path}`),
  writeFile: async (path: string) => done.push(`write ${path}`),
}));
vi.mock('../../stores/terminals-store.ts', () => ({
  openTerminal: async (name: string) => done.push(`terminal ${name}`),
  showTerminal: (name: string) => done.push(`show ${name}`),
}));

const RUN: RunBlock = {
  ...{ type: 'run', id: 'r', language: 'sh', terminal: 'T1', runnable: true, copyable: true },
  code: 'docker build .',
};
const FILE: FileBlock = { type: 'file', id: 'f', path: 'a.txt', text: 'a\n', language: '' };

beforeEach(() => {
  done.length = 0;
  setFirstValues({ lang: 'python', empty: '' });
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setConnection('open');
});
afterEach(() => {
  cleanup();
  clearVariables();
});

test('of tabs one is shown, and the other is chosen by click and by key', () => {
  const tab = (label: string) =>
    element('drydock-tab', { label }, [element('p', {}, [`On ${label}`])]);
  show(element('drydock-tabs', {}, ['\n', tab('Linux'), '\n', tab('Windows')]));
  expect(shownText(/^On /)).toEqual(['On Linux']);
  fireEvent.click(screen.getByRole('tab', { name: 'Windows' }));
  expect(shownText(/^On /)).toEqual(['On Windows']);
  expect(screen.getByRole('tabpanel', { name: 'Windows' })).toBeTruthy();
});

test('variables: shown in the text, asked for, set by a button, and what depends on them', () => {
  show(
    element('p', {}, ['It is ', element('drydock-variable', { name: 'lang' }), '.']),
    element('drydock-ask', { variable: 'lang' }, ['Your language']),
    element('drydock-set', { variable: 'lang', value: 'node' }, ['Use Node']),
    element('drydock-when', { variable: 'lang', is: 'node' }, ['Install npm.']),
    element('drydock-when', { variable: 'lang', 'has-not': 'node' }, ['Install pip.']),
  );
  const set = screen.getByRole('button', { name: 'Use Node' });
  const text = () => document.body.textContent;
  expect(text()).toMatch(/It is python\..*Install pip\.$/);
  expect(set.getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(set);
  expect(text()).toMatch(/It is node\..*Install npm\.$/);
  expect(set.getAttribute('aria-pressed')).toBe('true');
  const field = screen.getByRole('textbox', { name: 'Your language' });
  fireEvent.change(field, { target: { value: 'ruby' } });
  expect(text()).toMatch(/It is ruby\..*Install pip\.$/);
});

test('a variable without a value shows its name', () => {
  show(element('p', {}, [element('drydock-variable', { name: 'empty' })]));
  expect(screen.getByText('empty').dataset.set).toBe('false');
});

test('links open a file, a terminal, a port, or an address beside the lab', async () => {
  show(
    element('drydock-open', { path: 'src/app.py' }, ['the app']),
    element('drydock-show', { tab: 'T2' }, ['the second terminal']),
    element('drydock-show', { tab: ':8080/health' }, ['its health']),
    element('drydock-show', { tab: 'https://docs.docker.com/' }, ['the docs']),
  );
  fireEvent.click(button('the app'));
  fireEvent.click(button('the second terminal'));
  await waitFor(() => expect(done).toEqual(['open src/app.py', 'terminal T2', 'show T2']));
  fireEvent.click(button('its health'));
  expect(useWorkbench.getState().preview).toEqual({ port: 8080, path: '/health' });
  expect(screen.getByRole('link', { name: 'the docs' }).getAttribute('target')).toBe('_blank');
});

test('a solution is applied: files first, then what is typed', async () => {
  show(fold('solution', place('f'), place('r')));
  fireEvent.click(button('Apply solution'));
  await screen.findByText(/The solution is on its way/);
  expect(done).toEqual(['write a.txt', 'type docker build .']);
});

test('a hint is not applied, nor a solution that a page cannot do by itself', () => {
  show(
    fold('hint', place('r')),
    fold('solution', place('r'), place('f')),
    fold('solution', place('nothing')),
  );
  expect(screen.queryByRole('button', { name: 'Apply solution' })).toBeNull();
});

test.each<[string, Partial<RunBlock>]>([
  ['is typed into a shell in a container', { where: 'container' }],
  ['answers a program', { input: 'text' }],
  ['ends what runs before it', { interrupt: true }],
  ['is for another terminal', { terminal: 'T2' }],
])('a solution is not applied when its second command %s', (_what, second) => {
  const blocks = [RUN, { ...RUN, id: 'second', ...second }];
  render(<StepBody step={stepWith([fold('solution', place('r'), place('second'))], blocks)} />);
  expect(screen.queryByRole('button', { name: 'Apply solution' })).toBeNull();
});

test('nor is one with a choice in it', () => {
  const tab = element('drydock-tab', { label: 'A' }, [place('r')]);
  show(
    fold('solution', element('drydock-tabs', {}, [tab])),
    fold('solution', element('drydock-when', { variable: 'lang', is: 'python' }, [place('r')])),
  );
  expect(screen.queryByRole('button', { name: 'Apply solution' })).toBeNull();
});

test('a solution is applied as a whole or not at all: what has no value is asked for', async () => {
  const empty = { text: '$$empty$$', kind: 'variable' as const, label: 'empty', at: [0] };
  const file = { ...FILE, text: '$$empty$$\n', placeholders: [empty] };
  render(<StepBody step={stepWith([fold('solution', place('f'), place('r'))], [RUN, file])} />);
  fireEvent.click(button('Apply solution'));
  await screen.findByText('Fill in first: empty');
  expect(done).toEqual([]);
  act(() => setVariable('empty', 'x'));
  fireEvent.click(button('Apply solution'));
  await screen.findByText(/The solution is on its way/);
  expect(screen.queryByText('Fill in first: empty')).toBeNull();
  expect(done).toEqual(['write a.txt', 'type docker build .']);
});

test('a picture with more to see is enlarged; a small one, and one in a link, is not', async () => {
  const picture = (alt: string) => element('img', { src: `data:image/png;base64,${alt}`, alt });
  show(
    picture('Layers'),
    picture('Badge'),
    element('a', { href: 'https://a.example' }, [picture('Linked')]),
  );
  for (const [alt, width] of [
    ['Layers', 900],
    ['Badge', 88],
    ['Linked', 900],
  ] as const) {
    const image = screen.getByRole('img', { name: alt });
    Object.defineProperty(image, 'naturalWidth', { value: width });
    act(() => void fireEvent.load(image));
  }
  expect(screen.getAllByRole('button')).toHaveLength(1);
  fireEvent.click(button('Enlarge picture: Layers'));
  expect(await screen.findByRole('dialog', { name: 'Layers' })).toBeTruthy();
});

function show(...children: ReturnType<typeof element>[]): void {
  render(<StepBody step={stepWith(children, [RUN, FILE])} />);
}

function fold(kind: string, ...children: ReturnType<typeof element>[]) {
  const summary = element('summary', {}, [kind]);
  return element('details', { className: [kind], open: true }, [summary, ...children]);
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

function shownText(pattern: RegExp): (string | null)[] {
  const all = screen.getAllByText(pattern);
  return all.filter((each) => !each.closest('[hidden]')).map(({ textContent }) => textContent);
}
