import type { Problem } from '@drydock/protocol';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../../connection/problem-error.ts';
import { createFile, openFile } from '../../stores/file-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './editor-pane.module.css';

interface NewFileDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewFileDialog({ open, onOpenChange }: NewFileDialogProps) {
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

  return (
    <Dialog
      title="New file"
      description="Its path in the workspace; folders on the way are made."
      open={open}
      onOpenChange={close}
    >
      <form className={styles.form} onSubmit={(event) => void create(event)}>
        <input
          className={styles.input}
          aria-label="Path"
          placeholder="app.py"
          spellCheck={false}
          autoComplete="off"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        {problem && (
          <p role="alert" className={styles.formProblem}>
            {problem.code === 'FILE_CONFLICT'
              ? 'There is a file of this name already. Open it from the tree, or choose another name.'
              : `${problem.message} ${problem.hint}`}
          </p>
        )}
        <div className={styles.choices}>
          <Button look="quiet" onClick={() => close(false)}>
            Cancel
          </Button>
          <Button look="primary" type="submit" disabled={path.trim() === ''}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
