import type { Problem } from '@drydock/protocol';
import { useId, useRef, useState } from 'react';
import { problemOf } from '../../../connection/problem-error.ts';
import { useMessages } from '../../../i18n/messages.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { finishNaming } from '../../../stores/entry-actions.ts';
import { setCurrent, setNaming } from '../../../stores/tree-store.ts';
import styles from './file-tree.module.css';

interface NameFieldProps {
  initial: string;
  label: string;
  /** The row that gets the focus back. */
  back: string;
}

/** A name that is typed in the tree: Enter and leaving the field take it, Escape does not. */
export function NameField({ initial, label, back }: NameFieldProps) {
  const texts = useMessages().editor.tree;
  const problemText = useProblemText();
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isBusy = useRef(false);
  const id = useId();

  const cancel = () => {
    // Its end takes the field away, which is no leaving of it.
    isBusy.current = true;
    setNaming(null);
    setCurrent(back === '' ? null : back, { focus: true });
  };
  const take = async () => {
    if (isBusy.current) return;
    const wanted = name.trim();
    if (wanted === '' || wanted === initial) {
      cancel();
      return;
    }
    isBusy.current = true;
    try {
      await finishNaming(wanted);
    } catch (error) {
      isBusy.current = false;
      setProblem(problemOf(error));
    }
  };

  return (
    <span className={styles.naming}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the learner has just asked for it.
        autoFocus
        className={styles.field}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem ? id : undefined}
        spellCheck={false}
        autoComplete="off"
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          setProblem(null);
        }}
        onFocus={({ target }) => target.setSelectionRange(0, stemLength(initial))}
        onClick={(event) => event.stopPropagation()}
        onBlur={() => (problem ? cancel() : void take())}
        onKeyDown={(event) => {
          event.stopPropagation();
          // The Enter that ends the choice of Japanese letters names nothing.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void take();
          if (event.key === 'Escape') cancel();
        }}
      />
      {problem && (
        <span role="alert" id={id} className={styles.refusal}>
          {TAKEN.has(problem.code) ? texts.exists : problemText(problem).message}
        </span>
      )}
    </span>
  );
}

const TAKEN: ReadonlySet<string> = new Set(['FILE_CONFLICT', 'FILE_EXISTS', 'FILE_IS_DIRECTORY']);

/** What is mostly meant by renaming: the name without its ending. */
function stemLength(name: string): number {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? dot : name.length;
}
