import type { FileBlock } from '@drydock/lab-format/schema';
import { FileCode } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './block.module.css';
import { Code } from './code.tsx';
import { FileEdit } from './file-edit.tsx';
import { editCaption } from './file-text.ts';
import { WriteFile } from './write-file.tsx';

/** A file of the lab, or a change of one, and the button that makes it in the workspace and shows it in the editor. */
export function FileBlockView({ block }: { block: FileBlock }) {
  const { blocks } = useMessages();
  const { path, edit } = block;
  if (path === null) {
    return (
      <div className={styles.block} data-kind="file">
        <Code code={block.text} highlighted={block.highlighted} />
        <div className={styles.actions}>
          <CopyButton text={block.text} />
        </div>
      </div>
    );
  }
  return (
    <div className={styles.block} data-kind="file">
      <div className={styles.caption}>
        <FileCode aria-hidden size={14} />
        <code>{path}</code>
        {edit && edit.type !== 'write' && <span>{editCaption(edit, blocks.file)}</span>}
      </div>
      {edit && edit.type !== 'write' ? (
        <FileEdit block={block} path={path} edit={edit} />
      ) : (
        <WriteFile block={block} path={path} />
      )}
    </div>
  );
}
