import { create } from 'zustand';
import { late } from '../connection/late.ts';
import { type Catalogue, en } from '../i18n/en/index.ts';
import { chooseLanguage } from './language-store.ts';

/** The languages that the page itself speaks. */
export const INTERFACE_LANGUAGES = ['en', 'ja'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

interface InterfaceState {
  language: InterfaceLanguage;
  /** The texts in that language. */
  catalogue: Catalogue;
}

const KEY = 'drydock.interface';

/** What the page shows: English until the texts of another language are there. */
export const useInterface = create<InterfaceState>(() => ({ language: 'en', catalogue: en }));

/**
 * Brings up the language that was chosen, else the browser's, before the first paint: who reads Japanese sees no
 * English first. Without the texts, as on a line that failed, the page speaks English.
 */
export async function startInterface(): Promise<void> {
  document.documentElement.lang = 'en';
  const wanted = remembered() ?? (/^ja\b/i.test(navigator.languages[0] ?? '') ? 'ja' : 'en');
  if (wanted !== 'en') await show(wanted).catch(() => undefined);
}

/** The learner's choice, for the next visit too. Labs that have the language follow. Rejects when its texts do not come. */
export async function chooseInterface(language: InterfaceLanguage): Promise<void> {
  await show(language);
  localStorage.setItem(KEY, language);
  chooseLanguage(language);
}

async function show(language: InterfaceLanguage): Promise<void> {
  const catalogue = language === 'ja' ? (await late(() => import('../i18n/ja/index.ts'))).ja : en;
  document.documentElement.lang = language;
  useInterface.setState({ language, catalogue });
}

function remembered(): InterfaceLanguage | null {
  const value = localStorage.getItem(KEY);
  return INTERFACE_LANGUAGES.find((language) => language === value) ?? null;
}
