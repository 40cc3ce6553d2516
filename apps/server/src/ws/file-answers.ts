import type { ClientMessage, ServerMessage } from '@drydock/protocol';
import type { WorkspaceFiles } from '../session/workspace-files.ts';

type FileType = Extract<ClientMessage['type'], `${'file' | 'folder'}.${string}`>;

/** What a page asks about files. */
export type FileRequest = Extract<ClientMessage, { type: FileType }>;

/** Carries it out; the answer still has no number. */
export async function fileAnswer(
  files: WorkspaceFiles,
  message: FileRequest,
): Promise<ServerMessage> {
  switch (message.type) {
    case 'file.list': {
      const { entries, truncated } = await files.list();
      return { type: 'file.tree', entries: [...entries], truncated };
    }
    case 'file.read': {
      const { path } = message;
      const { text, version } = await files.read(path);
      return { type: 'file.content', path, text, version };
    }
    case 'file.write': {
      const { path, text, baseVersion } = message;
      const version = await files.write({ path, content: text, baseVersion });
      return { type: 'file.saved', path, version };
    }
    case 'folder.create':
      await files.createFolder(message.path);
      return { type: 'folder.created', path: message.path };
    case 'file.move': {
      const { from, to } = message;
      await files.move(from, to);
      return { type: 'file.moved', from, to };
    }
    case 'file.delete':
      await files.remove(message.path);
      return { type: 'file.deleted', path: message.path };
    case 'file.search': {
      const { text, matchCase } = message;
      const { matches, truncated } = await files.search({ text, matchCase });
      return { type: 'file.matches', matches: [...matches], truncated };
    }
  }
}
