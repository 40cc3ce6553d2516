import type { Problem } from '@drydock/protocol';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../../connection/problem-error.ts';
import { useMessages } from '../../i18n/messages.ts';
import { type ProblemText, useProblemText } from '../../i18n/problem-text.ts';
import { createFile, openFile } from '../../stores/file-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './editor-pane.module.css';

interface NewFileDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewFileDialog({ open, onOpenChange }: NewFileDialogProps) {
  const texts = useMessages().editor.newFile;
  const problemText = useProblemText();
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);

  const close = (next: boolean) => {
    setPath('');
    setProblem(null);
    onOpenChange(next);
  };
  const create = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await createFile(path.trim());
      // The dialog gives the focus back on closing; the editor takes it after that.
      close(false);
      await openFile(path.trim());
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  const refusal =
    problem && (problem.code === 'FILE_CONFLICT' ? texts.exists : inOneLine(problemText(problem)));

  return (
    <Dialog title={texts.title} description={texts.hint} open={open} onOpenChange={close}>
      <form className={styles.form} onSubmit={(event) => void create(event)}>
        <input
          className={styles.input}
          aria-label={texts.path}
          placeholder="app.py"
          spellCheck={false}
          autoComplete="off"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        {refusal && (
          <p role="alert" className={styles.formProblem}>
            {refusal}
          </p>
        )}
        <div className={styles.choices}>
          <Button look="quiet" onClick={() => close(false)}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={path.trim() === ''}>
            {texts.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function inOneLine({ message, hint }: ProblemText): string {
  return `${message} ${hint}`;
}
