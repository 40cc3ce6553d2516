import type { PublicLab, Step } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { clearChecks, setOutcome } from '../../stores/checks-store.ts';
import { Instructions } from './instructions.tsx';
import { Outline } from './outline.tsx';
import { element, stepWith } from './step.fixture.ts';

const LAB: PublicLab = {
  slug: 'l',
  title: 'L',
  description: '',
  language: 'en',
  languages: ['en'],
  images: [],
  ports: [],
  terminals: ['T1'],
  variables: {},
  steps: [step('One', 'built'), step('Two'), step('Three', 'pushed')],
};

afterEach(() => {
  cleanup();
  clearChecks();
});

test('steps are walked through, and the focus goes to the new title', () => {
  render(<Page />);
  expect(document.activeElement).toBe(document.body);
  expect(button('Previous step').disabled).toBe(true);
  fireEvent.click(button('Next step'));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Two' }));
  expect(screen.getByText('Step 2 of 3')).toBeTruthy();
  fireEvent.click(button('Next step'));
  expect(screen.queryByRole('button', { name: 'Next step' })).toBeNull();
  fireEvent.click(button('Previous step'));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Two' }));
});

test('the lab is finished on its last step, when every check has passed', () => {
  render(<Page first={2} />);
  const finish = () => screen.queryByText(/you have finished this lab/);
  pass('pushed');
  expect(finish()).toBeNull();
  pass('built');
  expect(finish()).toBeTruthy();
  fireEvent.click(button('Previous step'));
  expect(finish()).toBeNull();
});

test('the outline shows where the learner is and what is done, and leads there', () => {
  render(<Page />);
  pass('pushed');
  fireEvent.click(button('Steps: 1/3'));
  expect(screen.getByText('1 of 2 checked steps are done')).toBeTruthy();
  const [one, two, three] = ['One', 'Two', /^Three ?, done$/].map(button);
  expect([one, two, three].map((item) => item?.getAttribute('aria-current'))).toEqual([
    'step',
    null,
    null,
  ]);
  fireEvent.click(three as HTMLElement);
  expect(screen.getByRole('heading', { name: 'Three' })).toBeTruthy();
  expect(screen.queryByText(/checked steps are done/)).toBeNull();
  expect(button('Steps: 3/3')).toBeTruthy();
});

test('blocks stand where the text has them, and one that is not known is left out', () => {
  const output = { type: 'output' as const, id: 'b1', text: 'hello!', language: 'text' };
  const body: Step['body'] = {
    type: 'root',
    children: [text('Before. '), block('b1'), block('gone'), text(' After.')],
  };
  render(
    <Instructions lab={labOf({ ...step('S'), body, blocks: [output] })} step={0} onGo={() => {}} />,
  );
  const shown = screen.getByRole('article').textContent;
  expect(shown).toMatch(/Before\. .*hello!.* After\./);
});

test('links out open beside the lab, links within stay', () => {
  const link = (href: string) => ({
    ...block(''),
    tagName: 'a',
    properties: { href },
    children: [text(href)],
  });
  const body: Step['body'] = {
    type: 'root',
    children: [link('https://docs.docker.com/'), link('#/2')],
  };
  render(<Instructions lab={labOf({ ...step('S'), body })} step={0} onGo={() => {}} />);
  const out = screen.getByRole('link', { name: 'https://docs.docker.com/' });
  expect([out.getAttribute('target'), out.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  expect(screen.getByRole('link', { name: '#/2' }).getAttribute('target')).toBeNull();
});

test('a link to a footnote goes there, and the step stays', () => {
  window.location.hash = '#/2';
  const [to, at] = [
    element('a', { href: '#fn-1' }, ['1']),
    element('p', { id: 'fn-1' }, ['Note.']),
  ];
  render(<Instructions lab={labOf(stepWith([to, at]))} step={0} onGo={() => {}} />);
  fireEvent.click(screen.getByRole('link', { name: '1' }));
  expect(document.activeElement).toBe(screen.getByText('Note.'));
  expect(window.location.hash).toBe('#/2');
});

function Page({ first = 0 }: { first?: number }) {
  const [at, go] = useState(first);
  return (
    <>
      <Outline lab={LAB} step={at} onGo={go} />
      <Instructions lab={LAB} step={at} onGo={go} />
    </>
  );
}

function pass(name: string): void {
  act(() => setOutcome(name, { outcome: 'pass' }));
}

function button(name: string | RegExp): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

/** A step whose checks the test passes; its text shows none of them. */
function step(title: string, ...checks: string[]): Step {
  const blocks = checks.map((name) => ({ type: 'check' as const, id: name, name, label: name }));
  return { id: title, title, body: { type: 'root', children: [] }, blocks };
}

function labOf(only: Step): PublicLab {
  return { ...LAB, steps: [only] };
}

function text(value: string) {
  return { type: 'text' as const, value };
}

function block(id: string) {
  return { type: 'element' as const, tagName: 'drydock-block', properties: { id }, children: [] };
}
