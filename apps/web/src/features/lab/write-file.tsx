import type { FileBlock } from '@drydock/lab-format/schema';
import { FilePen } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { writeFile } from '../../stores/file-actions.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { BlankFields } from './blank-fields.tsx';
import styles from './block.module.css';
import { Code } from './code.tsx';
import { useFilledText } from './use-filled-text.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

/** A whole file, written over whatever is there. */
export function WriteFile({ block, path }: { block: FileBlock; path: string }) {
  const texts = useMessages().blocks;
  const canWrite = useSandboxReady();
  const { pieces, text, missing, fields, blanks } = useFilledText(block);
  const [state, setState] = useState<'idle' | 'asked' | 'writing' | 'written'>('idle');

  const write = async () => {
    if (missing.length > 0) {
      setState('asked');
      return;
    }
    setState('writing');
    try {
      await writeFile(path, text);
      setState('written');
    } catch (error) {
      setState('idle');
      notifyFailure(error);
    }
  };
  const isAsked = state === 'asked' && missing.length > 0;

  return (
    <>
      {fields.length > 0 && <BlankFields placeholders={fields} blanks={blanks} isAsked={isAsked} />}
      <Code code={block.text} highlighted={block.highlighted} pieces={pieces} />
      <div className={styles.actions}>
        <Button
          data-block={block.id}
          look="primary"
          size="sm"
          icon={FilePen}
          disabled={!canWrite || state === 'writing'}
          onClick={() => void write()}
        >
          {texts.file.write}
        </Button>
        <CopyButton text={text} />
        <span role="status" className={styles.where} data-tone={isAsked ? 'danger' : undefined}>
          {isAsked && texts.run.fillInFirst(missing.map(({ label }) => label))}
          {state === 'written' && texts.file.written(path)}
        </span>
      </div>
    </>
  );
}
