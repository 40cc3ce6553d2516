import type { QuizBlock } from '@drydock/lab-format/schema';
import { Check, X } from 'lucide-react';
import { useId } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import styles from './quiz-block.module.css';
import { RichText } from './rich-text.tsx';

interface QuizChoicesProps {
  answer: Exclude<QuizBlock['answer'], { type: 'text' }>;
  labelledBy: string;
  /** Numbers of the chosen ones, from 0. */
  given: readonly number[];
  isChecked: boolean;
  onGive: (given: number[]) => void;
}

const MARKS = { right: Check, wrong: X };

/** Radio buttons or check boxes. Once checked, what was chosen is marked; what was not is not given away. */
export function QuizChoices({ answer, labelledBy, given, isChecked, onGive }: QuizChoicesProps) {
  const texts = useMessages().blocks.quiz;
  const name = useId();
  const isSingle = answer.type === 'single';
  const choose = (index: number) => {
    if (isSingle) onGive([index]);
    else if (given.includes(index)) onGive(given.filter((each) => each !== index));
    else onGive([...given, index]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.choices}>
      {answer.choices.map(({ label, right }, index) => {
        const isChosen = given.includes(index);
        const verdict = right ? 'right' : 'wrong';
        const Mark = MARKS[verdict];
        const isMarked = isChecked && isChosen;
        return (
          <label
            // biome-ignore lint/suspicious/noArrayIndexKey: choices have no other name, and keep their order
            key={index}
            className={styles.choice}
            data-verdict={isMarked ? verdict : undefined}
          >
            <input
              type={isSingle ? 'radio' : 'checkbox'}
              name={name}
              checked={isChosen}
              disabled={isChecked}
              onChange={() => choose(index)}
            />
            <span className={styles.label}>
              <RichText tree={label} />
            </span>
            {isMarked && (
              <span className={styles.mark}>
                <Mark aria-hidden size={16} />
                <span className="visually-hidden">{right ? texts.isRight : texts.isWrong}</span>
              </span>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
