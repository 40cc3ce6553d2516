import { Languages } from 'lucide-react';
import {
  chooseInterface,
  type InterfaceLanguage,
  useInterface,
} from '../stores/interface-store.ts';
import { nameOfLanguage } from '../stores/language-store.ts';
import { Button } from './button.tsx';
import { notifyFailure } from './notify.ts';

const OTHER: Record<InterfaceLanguage, InterfaceLanguage> = { en: 'ja', ja: 'en' };

/** Turns the page into the other language. It is called what those who read that call it. */
export function LanguageToggle() {
  const other = OTHER[useInterface((state) => state.language)];
  return (
    <Button
      look="quiet"
      size="sm"
      icon={Languages}
      lang={other}
      onClick={() => void chooseInterface(other).catch(notifyFailure)}
    >
      {nameOfLanguage(other)}
    </Button>
  );
}
