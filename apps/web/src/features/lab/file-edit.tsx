import { applyEdit } from '@drydock/lab-format/edit';
import type { FileEdit as Edit, FileBlock } from '@drydock/lab-format/schema';
import { FilePen } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { BlankFields } from './blank-fields.tsx';
import styles from './block.module.css';
import { previewChange } from './change-preview.ts';
import { Code } from './code.tsx';
import { whyNot } from './file-text.ts';
import { LineChanges } from './line-changes.tsx';
import { makeEdit } from './make-edit.ts';
import { useFileText } from './use-file-text.ts';
import { useFilledText } from './use-filled-text.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

interface FileEditProps {
  block: FileBlock;
  path: string;
  edit: Edit;
}

/** A change of a file: what it makes of the text that is there, and the button that makes it. */
export function FileEdit({ block, path, edit }: FileEditProps) {
  const texts = useMessages().blocks.file;
  const canWrite = useSandboxReady();
  const file = useFileText(path);
  const { pieces, text, missing, fields, blanks } = useFilledText(block);
  const [state, setState] = useState<'idle' | 'changing' | 'changed'>('idle');
  const edited = file.status === 'read' ? applyEdit(file.text, { edit, text }) : null;
  const reason = edited && whyNot(edited, path, texts);
  const canApply = canWrite && state !== 'changing' && missing.length === 0;

  const apply = async () => {
    setState('changing');
    try {
      const isMade = await makeEdit({ path, edit, text });
      setState(isMade ? 'changed' : 'idle');
    } catch (error) {
      setState('idle');
      notifyFailure(error);
    }
  };

  return (
    <>
      {fields.length > 0 && (
        <BlankFields placeholders={fields} blanks={blanks} isAsked={missing.length > 0} />
      )}
      {edited?.type === 'changed' && file.status === 'read' ? (
        <LineChanges path={path} {...previewChange(file.text, edited.text)} />
      ) : (
        <Code code={block.text} highlighted={block.highlighted} pieces={pieces} />
      )}
      <div className={styles.actions}>
        <Button
          data-block={block.id}
          look="primary"
          size="sm"
          icon={FilePen}
          disabled={!canApply || (edited !== null && edited.type !== 'changed')}
          onClick={() => void apply()}
        >
          {texts.apply}
        </Button>
        <CopyButton text={text} />
        <span role="status" className={styles.where}>
          {state === 'changed' && edited?.type !== 'changed' ? texts.applied(path) : reason}
        </span>
      </div>
    </>
  );
}
