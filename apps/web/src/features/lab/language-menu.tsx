import type { PublicLab } from '@drydock/lab-format/schema';
import { Check, Languages } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { INTERFACE_LANGUAGES, useInterface } from '../../stores/interface-store.ts';
import { showInLanguage } from '../../stores/lab-store.ts';
import { nameOfLanguage } from '../../stores/language-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './language-menu.module.css';
import { showAllIn } from './show-all-in.ts';

/** Switches the language of the lab's text, where it has more than one, and that of the page: same step, same progress. */
export function LanguageMenu({ lab }: { lab: PublicLab }) {
  const texts = useMessages().lab.languages;
  const page = useInterface((state) => state.language);
  const [open, setOpen] = useState(false);
  const hasChoice = lab.languages.length > 1;
  const label = hasChoice
    ? texts.labIs(nameOfLanguage(lab.language))
    : texts.pageIs(nameOfLanguage(page));

  const choose = (change: Promise<void>) => {
    setOpen(false);
    change.catch(notifyFailure);
  };
  return (
    <Popover
      label={texts.label}
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Languages} label={label} />}
    >
      {hasChoice && (
        <Choice
          label={texts.lab}
          languages={lab.languages}
          chosen={lab.language}
          onChoose={(language) => choose(showInLanguage(language))}
        />
      )}
      <Choice
        label={texts.page}
        languages={INTERFACE_LANGUAGES}
        chosen={page}
        onChoose={(language) => choose(showAllIn(language, lab))}
      />
    </Popover>
  );
}

interface ChoiceProps<Code extends string> {
  label: string;
  languages: readonly Code[];
  chosen: string;
  onChoose: (language: Code) => void;
}

function Choice<Code extends string>({ label, languages, chosen, onChoose }: ChoiceProps<Code>) {
  return (
    <fieldset className={styles.languages}>
      <legend>{label}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          aria-pressed={language === chosen}
          onClick={() => onChoose(language)}
        >
          <Check aria-hidden size={16} />
          {nameOfLanguage(language)}
        </button>
      ))}
    </fieldset>
  );
}
