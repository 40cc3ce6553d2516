import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messages } from '../i18n/messages.ts';
import { chooseInterface, startInterface, useInterface } from './interface-store.ts';
import { wantedLanguage } from './language-store.ts';

beforeEach(() => {
  localStorage.clear();
  browserSpeaks('en-GB');
});
afterEach(async () => {
  await chooseInterface('en');
  vi.unstubAllGlobals();
});

test.each([
  ['ja-JP', 'ja'],
  ['ja', 'ja'],
  ['JA', 'ja'],
  ['jam', 'en'],
  ['de', 'en'],
  ['en-US', 'en'],
])('a browser in %s gets a page in %s', async (browser, language) => {
  browserSpeaks(browser);
  await startInterface();
  expect(useInterface.getState().language).toBe(language);
  expect(document.documentElement.lang).toBe(language);
});

test('the texts are those of the language', async () => {
  await startInterface();
  expect(messages().everywhere.allLabs).toBe('All labs');
  await chooseInterface('ja');
  expect(messages().everywhere.allLabs).toBe('すべてのラボ');
  expect(document.documentElement.lang).toBe('ja');
});

test('the choice is kept, counts more than the browser, and labs follow it', async () => {
  await chooseInterface('ja');
  expect(wantedLanguage()).toBe('ja');
  useInterface.setState({ language: 'en' });
  await startInterface();
  expect(useInterface.getState().language).toBe('ja');
});

test('what is kept and is no language counts as none', async () => {
  localStorage.setItem('drydock.interface', 'tlh');
  await startInterface();
  expect(useInterface.getState().language).toBe('en');
});

function browserSpeaks(language: string): void {
  vi.stubGlobal('navigator', { ...navigator, languages: [language] });
}
