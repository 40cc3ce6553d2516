import type { Placeholder } from '@drydock/lab-format/schema';
import { useId } from 'react';
import { refreshSuggestions } from '../../stores/suggestions-store.ts';
import styles from './blank-fields.module.css';
import type { Blanks } from './use-blanks.ts';

interface BlankFieldsProps {
  placeholders: readonly Placeholder[];
  blanks: Blanks;
  /** The learner wanted to run the command: what is missing is pointed out. */
  isAsked: boolean;
}

/** What the learner fills in before a command can run; what the page knows is filled in already. */
export function BlankFields({ placeholders, blanks, isAsked }: BlankFieldsProps) {
  const prefix = useId();
  return (
    <div className={styles.fields}>
      {placeholders.map((placeholder, index) => {
        const id = `${prefix}${index}`;
        const options = blanks.optionsFor(placeholder);
        const value = blanks.valueFor(placeholder);
        return (
          <div key={placeholder.text} className={styles.field}>
            <label htmlFor={id}>{placeholder.label}</label>
            <input
              id={id}
              className={styles.input}
              list={`${id}options`}
              value={value}
              placeholder={placeholder.text}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              aria-invalid={isAsked && value === ''}
              onFocus={() => void refreshSuggestions()}
              onChange={({ target }) => blanks.give(placeholder, target.value)}
            />
            <datalist id={`${id}options`}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          </div>
        );
      })}
    </div>
  );
}
