import { ChevronDown, ChevronRight, FileCode, FileText, Folder } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useMessages } from '../../../i18n/messages.ts';
import { type Naming, setCurrent, setMenu } from '../../../stores/tree-store.ts';
import { languageOf } from '../language.ts';
import styles from './file-tree.module.css';
import { NameField } from './name-field.tsx';
import { choose } from './tree-keys.ts';
import type { TreeNode } from './tree-rows.ts';
import { DRAGGED_PATH } from './use-drop.ts';

interface TreeRowProps {
  row: TreeNode;
  isClosed: boolean;
  isActive: boolean;
  /** Where the Tab key stops. */
  isStop: boolean;
  isCut: boolean;
  /** What is dragged would fall in here. */
  isOver: boolean;
  isRenamed: boolean;
  /** What gets a name in this folder. */
  naming: NewName | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

type NewName = Extract<Naming, { type: 'new' }>;

export function TreeRow({ row, ...state }: TreeRowProps) {
  const { isClosed, isActive, isStop, isCut, isOver, isRenamed, naming, onKeyDown } = state;
  const { path, name, kind, depth } = row;
  const texts = useMessages().editor.tree;
  return (
    <>
      <div
        role="treeitem"
        aria-level={depth + 1}
        aria-posinset={row.position}
        aria-setsize={row.siblings}
        aria-selected={isActive}
        aria-expanded={kind === 'folder' ? !isClosed : undefined}
        tabIndex={isStop ? 0 : -1}
        className={styles.row}
        style={indent(depth)}
        data-path={path}
        data-kind={kind}
        data-cut={isCut}
        data-drop={isOver}
        draggable={!isRenamed}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(DRAGGED_PATH, path);
          dataTransfer.effectAllowed = 'move';
        }}
        onClick={() => !isRenamed && choose(row)}
        onFocus={() => setCurrent(path)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu({ path, x: event.clientX, y: event.clientY });
        }}
      >
        <Icon path={path} kind={kind} isClosed={isClosed} />
        {isRenamed ? (
          <NameField initial={name} label={texts.newName(name)} back={path} />
        ) : (
          <span className={styles.name}>{name}</span>
        )}
      </div>
      {naming && <NamingRow depth={depth + 1} naming={naming} />}
    </>
  );
}

/** A new file or folder on its way to a name. */
export function NamingRow({ depth, naming }: { depth: number; naming: NewName }) {
  const texts = useMessages().editor.tree;
  const label = naming.kind === 'file' ? texts.nameOfFile : texts.nameOfFolder;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={false}
      aria-label={label}
      tabIndex={-1}
      className={styles.row}
      style={indent(depth)}
    >
      <Icon path="" kind={naming.kind} isClosed />
      <NameField initial="" label={label} back={naming.folder} />
    </div>
  );
}

function Icon({ path, kind, isClosed }: Pick<TreeNode, 'path' | 'kind'> & { isClosed: boolean }) {
  if (kind === 'folder') {
    const Chevron = isClosed ? ChevronRight : ChevronDown;
    return (
      <>
        <Chevron aria-hidden size={13} />
        <Folder aria-hidden size={15} className={styles.folder} />
      </>
    );
  }
  const File = languageOf(path) === 'plaintext' ? FileText : FileCode;
  return <File aria-hidden size={15} className={styles.file} />;
}

function indent(depth: number) {
  return { paddingInlineStart: `${depth * 0.85 + 0.6}rem` };
}
