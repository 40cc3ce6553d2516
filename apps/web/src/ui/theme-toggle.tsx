import { Monitor, Moon, Sun } from 'lucide-react';
import { useMessages } from '../i18n/messages.ts';
import { setTheme, type Theme, usePreferences } from '../stores/preferences-store.ts';
import { IconButton } from './icon-button.tsx';

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: Monitor, light: Sun, dark: Moon };

export function ThemeToggle() {
  const { everywhere } = useMessages();
  const theme = usePreferences((state) => state.theme);
  return (
    <IconButton
      icon={ICONS[theme]}
      label={everywhere.theme(theme)}
      onClick={() => setTheme(NEXT[theme])}
    />
  );
}
