import { type DragEvent, useState } from 'react';
import { late } from '../../../connection/late.ts';
import { moveInto } from '../../../stores/entry-actions.ts';
import { folderOf } from '../../../stores/paths.ts';
import { notifyFailure } from '../../../ui/notify.ts';

/** What a row carries that is dragged. */
export const DRAGGED_PATH = 'application/x-drydock-path';

/** Handlers for an element with rows: what is dropped on a folder, or on a file of it, goes into that folder. */
export function useDrop(isReady: boolean) {
  /** The folder that it would fall in; empty for the workspace, null while nothing is dragged over it. */
  const [over, setOver] = useState<string | null>(null);
  return {
    over,
    onDragOver(event: DragEvent) {
      if (!isReady || kindOf(event) === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = kindOf(event) === 'files' ? 'copy' : 'move';
      setOver(folderUnder(event));
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(null);
    },
    onDrop(event: DragEvent) {
      setOver(null);
      const kind = kindOf(event);
      if (!isReady || kind === null) return;
      event.preventDefault();
      const folder = folderUnder(event);
      if (kind === 'path') {
        moveInto(event.dataTransfer.getData(DRAGGED_PATH), folder).catch(notifyFailure);
        return;
      }
      // The browser forgets them with the end of the event.
      const dropped = [...event.dataTransfer.items].flatMap(
        (item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [],
      );
      late(() => import('../tools/upload.ts'))
        .then(({ uploadDropped }) => uploadDropped(dropped, folder))
        .catch(notifyFailure);
    },
  };
}

function kindOf({ dataTransfer }: DragEvent): 'files' | 'path' | null {
  if (dataTransfer.types.includes(DRAGGED_PATH)) return 'path';
  return dataTransfer.types.includes('Files') ? 'files' : null;
}

function folderUnder({ target }: DragEvent): string {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-path]') : null;
  const { path, kind } = row?.dataset ?? {};
  if (path === undefined) return '';
  return kind === 'folder' ? path : folderOf(path);
}
