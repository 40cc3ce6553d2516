import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

interface PreferencesState {
  theme: Theme;
  /** What `system` comes to now. */
  shown: 'light' | 'dark';
}

const KEY = 'drydock.theme';
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

export const usePreferences = create<PreferencesState>(() => settle(remembered()));

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  usePreferences.setState(settle(theme));
}

/** Keeps the page's colours in step with the choice and with the system. Returns the release. */
export function followTheme(): () => void {
  const apply = () => {
    document.documentElement.dataset.theme = usePreferences.getState().shown;
  };
  const systemChanged = () => usePreferences.setState(({ theme }) => settle(theme));
  apply();
  const release = usePreferences.subscribe(apply);
  prefersDark.addEventListener('change', systemChanged);
  return () => {
    release();
    prefersDark.removeEventListener('change', systemChanged);
  };
}

function settle(theme: Theme): PreferencesState {
  return { theme, shown: theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme };
}

function remembered(): Theme {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}
