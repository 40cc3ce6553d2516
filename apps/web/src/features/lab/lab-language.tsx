import type { PublicLab } from '@drydock/lab-format/schema';
import { Check, Languages } from 'lucide-react';
import { useState } from 'react';
import { showInLanguage } from '../../stores/lab-store.ts';
import { nameOfLanguage } from '../../stores/language-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './lab-language.module.css';

const TEXT = { label: 'Language of the lab' };

/** Switches the language of the lab's text: same step, same progress. Nothing for a lab of one language. */
export function LabLanguage({ lab }: { lab: PublicLab }) {
  const [open, setOpen] = useState(false);
  if (lab.languages.length < 2) return null;
  return (
    <Popover
      label={TEXT.label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton icon={Languages} label={`${TEXT.label}: ${nameOfLanguage(lab.language)}`} />
      }
    >
      <ul className={styles.languages}>
        {lab.languages.map((language) => (
          <li key={language}>
            <button
              type="button"
              lang={language}
              className={styles.language}
              aria-pressed={language === lab.language}
              onClick={() => {
                setOpen(false);
                showInLanguage(language).catch(notifyFailure);
              }}
            >
              <Check aria-hidden size={16} />
              {nameOfLanguage(language)}
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
