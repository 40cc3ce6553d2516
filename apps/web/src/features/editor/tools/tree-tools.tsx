import { Trash2 } from 'lucide-react';
import { fileTools as en } from '../../../i18n/en/file-tools.ts';
import { fileTools as ja } from '../../../i18n/ja/file-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { deletePath } from '../../../stores/entry-actions.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { nameOf } from '../../../stores/paths.ts';
import { setCurrent, setDeleting, useTree } from '../../../stores/tree-store.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { notifyFailure } from '../../../ui/notify.ts';
import { TreeMenu } from './tree-menu.tsx';
import { UploadStrip } from './upload-strip.tsx';

/** What the tree shows only when it is asked for. */
export default function TreeTools() {
  const { menu, deleting } = useTree();
  return (
    <>
      {menu && <TreeMenu key={`${menu.path} ${menu.x} ${menu.y}`} menu={menu} />}
      {deleting !== null && <DeleteQuestion path={deleting} />}
      <UploadStrip />
    </>
  );
}

function DeleteQuestion({ path }: { path: string }) {
  const texts = useLater({ en, ja }).remove;
  const tree = useFiles((state) => state.tree);
  const entry = tree.status === 'ready' && tree.entries.find((each) => each.path === path);
  const isFolder = entry && entry.kind === 'folder';
  const name = nameOf(path);
  return (
    <ConfirmDialog
      title={isFolder ? texts.folder(name) : texts.file(name)}
      description={isFolder ? texts.folderHint : texts.fileHint}
      action={texts.action}
      cancel={texts.cancel}
      icon={Trash2}
      open
      onOpenChange={() => {
        setDeleting(null);
        setCurrent(path, { focus: true });
      }}
      onConfirm={() => deletePath(path).catch(notifyFailure)}
    />
  );
}
