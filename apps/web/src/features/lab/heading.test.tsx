import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addressOfHeading, headingInAddress } from './heading-address.ts';
import { element, stepWith } from './step.fixture.ts';
import { StepBody } from './step-body.tsx';

const writeText = vi.fn(async (_text: string) => {});
const scrolled = vi.fn();

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => then());
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  Element.prototype.scrollIntoView = function scroll(this: Element) {
    scrolled(this.textContent);
  };
  window.location.hash = '#/2';
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('that of the footnotes has no link', () => {
  render(<StepBody step={stepWith([element('h2', { id: 'footnote-label' }, ['Footnotes'])])} />);
  expect(screen.getByRole('heading', { name: 'Footnotes' }).id).toBe('footnote-label');
  expect(screen.queryByRole('link')).toBeNull();
});

test('an address names a heading of the step that is shown', () => {
  expect(addressOfHeading('a')).toBe('#/2/a');
  expect(headingInAddress()).toBeNull();
  window.location.hash = '#/2/%E3%81%82';
  expect([headingInAddress(), addressOfHeading('b')]).toEqual(['あ', '#/2/b']);
  window.location.hash = '#/2/100%';
  expect(headingInAddress()).toBe('100%');
});

test('its link is copied by a click', async () => {
  show();
  fireEvent.click(screen.getByRole('link', { name: 'Link to “Why layers”' }));
  await vi.waitFor(() => expect(writeText).toHaveBeenCalledTimes(1));
  expect(writeText.mock.calls[0]?.[0]).toMatch(/#\/2\/why-layers$/);
});

test('the address brings it into view: as the step comes up, and when it changes', () => {
  window.location.hash = '#/2/why-layers';
  show();
  expect(scrolled.mock.calls).toEqual([['Why layers']]);
  window.location.hash = '#/2/how';
  act(() => window.dispatchEvent(new Event('hashchange')));
  expect(scrolled.mock.lastCall).toEqual(['How']);
});

function show(): void {
  const step = stepWith([
    element('h3', { id: 'heading-why-layers' }, ['Why ', element('em', {}, ['layers'])]),
    element('h3', { id: 'heading-how' }, ['How']),
  ]);
  render(<StepBody step={step} />);
}
