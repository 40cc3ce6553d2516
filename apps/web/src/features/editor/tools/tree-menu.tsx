import {
  ChevronsDownUp,
  ClipboardPaste,
  Copy,
  Download,
  FilePlus,
  FolderPlus,
  FolderUp,
  type LucideIcon,
  PencilLine,
  Scissors,
  Search,
  SquareArrowOutUpRight,
  Trash2,
  Upload,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { archiveUrl, fileUrl } from '../../../connection/transfers.ts';
import { fileTools as en } from '../../../i18n/en/file-tools.ts';
import { fileTools as ja } from '../../../i18n/ja/file-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { paste } from '../../../stores/entry-actions.ts';
import { openFile } from '../../../stores/file-actions.ts';
import { closeFolders, useFiles } from '../../../stores/files-store.ts';
import { folderOf, nameOf } from '../../../stores/paths.ts';
import { useSession } from '../../../stores/session-store.ts';
import {
  type TreeMenu as Menu,
  setCurrent,
  setCut,
  setDeleting,
  setMenu,
  setNaming,
  setSearching,
  useTree,
} from '../../../stores/tree-store.ts';
import { copyText } from '../../../ui/copy-text.ts';
import styles from '../../../ui/menu.module.css';
import { notifyFailure } from '../../../ui/notify.ts';
import { nameNew } from '../tree/tree-keys.ts';
import { download } from './download.ts';
import { uploadPicked } from './upload.ts';

interface Item {
  readonly text: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly isGrave?: boolean;
  readonly act: () => unknown;
}

/** The menu of an entry of the tree, or of all of it, where it was asked for. */
export function TreeMenu({ menu }: { menu: Menu }) {
  const texts = useLater({ en, ja }).menu;
  const groups = useItems(menu);
  const chosen = useRef<Item | null>(null);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={() => setMenu(null)}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden className={styles.anchor} style={{ left: menu.x, top: menu.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          // The trigger that would name it is a point without words.
          aria-labelledby={undefined}
          aria-label={menu.path === null ? texts.all : texts.label(nameOf(menu.path))}
          align="start"
          className={styles.menu}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Not before: the menu holds the focus until now, and would take it from a field.
            chosen.current?.act();
            const { naming, deleting, searching } = useTree.getState();
            const isElsewhere = naming !== null || deleting !== null || searching;
            if (!isElsewhere && menu.path !== null) setCurrent(menu.path, { focus: true });
          }}
        >
          {groups.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.text} className={index > 0 ? styles.group : ''}>
              {items.map((item) => (
                <DropdownMenu.Item
                  key={item.text}
                  className={styles.item}
                  data-grave={item.isGrave}
                  onSelect={() => {
                    chosen.current = item;
                  }}
                >
                  <item.icon aria-hidden size={14} />
                  <span>{item.text}</span>
                  {item.keys && (
                    <kbd aria-hidden className={styles.keys}>
                      {item.keys}
                    </kbd>
                  )}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function useItems({ path }: Menu): Item[][] {
  const texts = useLater({ en, ja }).menu;
  const tree = useFiles((state) => state.tree);
  const session = useSession((state) => state.session) ?? '';
  const cut = useTree((state) => state.cut);
  const entries = tree.status === 'ready' ? tree.entries : [];
  const isFolder =
    path === null || entries.some((each) => each.path === path && each.kind === 'folder');
  const folder = path === null ? '' : isFolder ? path : folderOf(path);

  const news: Item[] = [
    { text: texts.newFile, icon: FilePlus, act: () => nameNew('file', folder) },
    { text: texts.newFolder, icon: FolderPlus, act: () => nameNew('folder', folder) },
  ];
  const uploads: Item[] = [
    {
      ...{ text: texts.uploadFiles, icon: Upload },
      act: () => uploadPicked('files', folder).catch(notifyFailure),
    },
    {
      ...{ text: texts.uploadFolder, icon: FolderUp },
      act: () => uploadPicked('folder', folder).catch(notifyFailure),
    },
  ];
  const pastes: Item[] =
    cut === null
      ? []
      : [
          {
            ...{ text: texts.paste, icon: ClipboardPaste, keys: 'Ctrl+V' },
            act: () => paste(folder).catch(notifyFailure),
          },
        ];
  if (path === null) {
    const folders = entries.filter(({ kind }) => kind === 'folder').map((each) => each.path);
    return [
      news,
      uploads,
      [
        ...pastes,
        { text: texts.downloadAll, icon: Download, act: () => download(archiveUrl(session)) },
      ],
      [
        {
          ...{ text: texts.search, icon: Search, keys: 'Ctrl+Shift+F' },
          act: () => setSearching(true),
        },
        { text: texts.closeFolders, icon: ChevronsDownUp, act: () => closeFolders(folders) },
      ],
    ];
  }
  const open = {
    ...{ text: texts.open, icon: SquareArrowOutUpRight, keys: 'Enter' },
    act: () => openFile(path).catch(notifyFailure),
  };
  const out = isFolder
    ? { text: texts.downloadFolder, act: () => download(archiveUrl(session, path)) }
    : { text: texts.download, act: () => download(fileUrl(session, path)) };
  return [
    isFolder ? news : [open],
    isFolder ? uploads : [],
    [
      { text: texts.cut, icon: Scissors, keys: 'Ctrl+X', act: () => setCut(path) },
      ...pastes,
      { text: texts.copyPath, icon: Copy, act: () => copyText(path) },
      { ...out, icon: Download },
    ],
    [
      {
        ...{ text: texts.rename, icon: PencilLine, keys: 'F2' },
        act: () => setNaming({ type: 'rename', path }),
      },
      {
        ...{ text: texts.remove, icon: Trash2, keys: 'Delete', isGrave: true },
        act: () => setDeleting(path),
      },
    ],
  ].filter((items) => items.length > 0);
}
