import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  bestLanguage,
  chooseLanguage,
  nameOfLanguage,
  useLanguage,
  wantedLanguage,
} from './language-store.ts';

beforeEach(() => {
  localStorage.clear();
  useLanguage.setState({ chosen: null });
  vi.stubGlobal('navigator', { languages: ['fr-CA', 'ja-JP', 'en'] });
});
afterEach(() => vi.unstubAllGlobals());

test('the browser’s languages count in their order, regions aside', () => {
  expect(wantedLanguage()).toBe('fr');
  expect(bestLanguage(['en', 'ja'])).toBe('ja');
  expect(bestLanguage(['de', 'es'])).toBe('de');
});

test('a region counts where a lab has it', () => {
  chooseLanguage('pt-BR');
  expect(wantedLanguage()).toBe('pt-BR');
  expect(bestLanguage(['en', 'pt', 'pt-BR'])).toBe('pt-BR');
  expect(bestLanguage(['en', 'pt-PT'])).toBe('pt-PT');
});

test('what the learner has chosen counts more, where a lab has it, and is remembered', () => {
  chooseLanguage('en');
  expect(bestLanguage(['en', 'ja'])).toBe('en');
  expect(bestLanguage(['de', 'ja'])).toBe('ja');
  expect(localStorage.getItem('drydock.language')).toBe('en');
});

test('a language is called what its speakers call it', () => {
  expect(nameOfLanguage('ja')).toBe('日本語');
  expect(nameOfLanguage('no code')).toBe('no code');
});
