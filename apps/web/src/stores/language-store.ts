import { create } from 'zustand';

const KEY = 'drydock.language';

/** The language of labs that the learner has chosen; null while the browser's are taken. */
export const useLanguage = create<{ chosen: string | null }>(() => ({
  chosen: localStorage.getItem(KEY),
}));

export function chooseLanguage(language: string): void {
  localStorage.setItem(KEY, language);
  useLanguage.setState({ chosen: language });
}

/** The language to ask for where it is not known yet which there are; most labs name theirs without a region. */
export function wantedLanguage(): string {
  const { chosen } = useLanguage.getState();
  return chosen ?? primary(navigator.languages[0] ?? 'en');
}

/** Of the languages that a lab has, its own first: what the learner has chosen, else what suits the browser best. */
export function bestLanguage(available: readonly string[]): string {
  const { chosen } = useLanguage.getState();
  const preferred = [...(chosen === null ? [] : [chosen]), ...navigator.languages];
  const found = preferred.flatMap((wanted) => [
    ...available.filter((code) => code.toLowerCase() === wanted.toLowerCase()),
    ...available.filter((code) => primary(code) === primary(wanted)),
  ]);
  return found[0] ?? available[0] ?? 'en';
}

/** Of the usual ones: to ask a browser for the first name takes it ten milliseconds, before the first paint of a lab. */
const OWN_NAMES: Readonly<Record<string, string>> = { en: 'English', ja: '日本語' };

/** A language in its own words: `日本語`. The code itself where the browser does not know it. */
export function nameOfLanguage(code: string): string {
  try {
    return OWN_NAMES[code] ?? new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    // An author may have written what is no code.
    return code;
  }
}

/** Without its region. */
function primary(code: string): string {
  return code.toLowerCase().split('-')[0] ?? code;
}
