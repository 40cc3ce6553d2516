import type { PublicLab } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseInterface, useInterface } from '../../stores/interface-store.ts';
import { useLab } from '../../stores/lab-store.ts';
import { useLanguage } from '../../stores/language-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { LanguageMenu } from './language-menu.tsx';

const LAB: PublicLab = {
  ...{ slug: 'flask', title: 'Flask', description: '', language: 'en', languages: ['en', 'ja'] },
  ...{ images: [], ports: [], terminals: ['T1'], variables: {}, steps: [] },
};
let asked: string[];

beforeEach(() => {
  asked = [];
  useLab.setState({ status: 'ready', lab: LAB }, true);
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const language = new URL(url, 'http://drydock').searchParams.get('language') ?? 'en';
    return new Response(JSON.stringify({ lab: { ...LAB, language } }));
  });
});
afterEach(async () => {
  cleanup();
  await chooseInterface('en');
  useLanguage.setState({ chosen: null });
  localStorage.clear();
  vi.unstubAllGlobals();
});

test('the lab alone changes its language', async () => {
  show(LAB);
  choose('Language of the lab: English', 'Language of the lab', '日本語');
  await vi.waitFor(() => expect(languageOfLab()).toBe('ja'));
  expect(useInterface.getState().language).toBe('en');
});

test('with the page the lab changes its own', async () => {
  show(LAB);
  choose('Language of the lab: English', 'Language of the page', '日本語');
  await vi.waitFor(() => expect(languageOfLab()).toBe('ja'));
  expect(useInterface.getState().language).toBe('ja');
  expect(screen.getByRole('button', { name: /^ラボの言語/ })).toBeTruthy();
});

test('a lab of one language stays, and is not read again', async () => {
  show({ ...LAB, languages: ['en'] });
  choose('Language of the page: English', 'Language of the page', '日本語');
  await vi.waitFor(() => expect(useInterface.getState().language).toBe('ja'));
  await act(async () => {});
  expect(asked).toEqual([]);
});

function show(lab: PublicLab): void {
  render(
    <TooltipProvider>
      <LanguageMenu lab={lab} />
    </TooltipProvider>,
  );
}

function choose(trigger: string, group: string, language: string): void {
  fireEvent.click(screen.getByRole('button', { name: trigger }));
  const choice = screen.getByRole('group', { name: group });
  fireEvent.click(within(choice).getByRole('button', { name: language }));
}

function languageOfLab(): string | undefined {
  const state = useLab.getState();
  return state.status === 'ready' ? state.lab.language : undefined;
}
