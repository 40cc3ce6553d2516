import type { QuizBlock } from '@drydock/lab-format/schema';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { type FormEvent, useId } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { type Answer, dropAnswer, setAnswer, useAnswers } from '../../stores/answers-store.ts';
import { Button } from '../../ui/button.tsx';
import { isRight } from './judge-answer.ts';
import styles from './quiz-block.module.css';
import { QuizChoices } from './quiz-choices.tsx';
import { RichText } from './rich-text.tsx';

const ICONS = { open: CircleHelp, right: CircleCheck, wrong: CircleX };

/** A question, and what becomes of the learner's answer. Nothing of it leaves the page. */
export function QuizBlockView({ block }: { block: QuizBlock }) {
  const texts = useMessages().blocks.quiz;
  const answer = useAnswers((state) => state.answers[block.id]);
  const question = useId();
  const isChecked = answer?.checked ?? false;
  const state = !answer || !isChecked ? 'open' : isRight(block.answer, answer) ? 'right' : 'wrong';
  const Icon = ICONS[state];
  const given = answer?.given ?? (block.answer.type === 'text' ? '' : []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChecked) dropAnswer(block.id);
    else if (given.length > 0) setAnswer(block.id, { given, checked: true });
  };
  const give = (next: Answer['given']) => setAnswer(block.id, { given: next, checked: false });

  return (
    <form className={styles.quiz} data-state={state} aria-labelledby={question} onSubmit={submit}>
      <Icon aria-hidden size={20} className={styles.icon} />
      <div className={styles.text}>
        <div id={question} className={styles.question}>
          <RichText tree={block.question} />
        </div>
        {block.answer.type === 'text' ? (
          <input
            className={styles.field}
            aria-label={texts.answer}
            aria-describedby={question}
            spellCheck={false}
            autoComplete="off"
            readOnly={isChecked}
            value={typeof given === 'string' ? given : ''}
            onChange={({ target }) => give(target.value)}
          />
        ) : (
          <>
            {block.answer.type === 'multiple' && <p className={styles.note}>{texts.several}</p>}
            <QuizChoices
              answer={block.answer}
              labelledBy={question}
              given={typeof given === 'string' ? [] : given}
              isChecked={isChecked}
              onGive={give}
            />
          </>
        )}
        <div role="status" className={styles.verdict}>
          {state !== 'open' && <strong>{texts[state]}</strong>}
          {state !== 'open' && block.explanation && <RichText tree={block.explanation} />}
        </div>
        {/* One button all along: whoever pressed it by keyboard keeps the focus. */}
        <Button
          type="submit"
          size="sm"
          look={isChecked ? 'plain' : 'primary'}
          disabled={!isChecked && given.length === 0}
        >
          {isChecked ? texts.again : texts.check}
        </Button>
      </div>
    </form>
  );
}
