import type { ServerMessage, SessionSnapshot } from '@drydock/protocol';
import { setOutcome, setOutcomes } from '../stores/checks-store.ts';
import { fileChanged, refreshTree, resumeFiles } from '../stores/file-actions.ts';
import { noteFileChange } from '../stores/file-changes-store.ts';
import { takePreview } from '../stores/lab-store.ts';
import { clearNotices, takeNotice, takeNotices } from '../stores/notices-store.ts';
import { setPorts } from '../stores/ports-store.ts';
import {
  endSession,
  setHub,
  setIsolation,
  setSandbox,
  useSession,
} from '../stores/session-store.ts';
import { setTerminals, terminalClosed, terminalOpened } from '../stores/terminals-store.ts';
import { notifyProblem } from '../ui/notify.ts';

/** The one place where a message of the server becomes a change of the page. */
export function takeMessage(message: ServerMessage): void {
  switch (message.type) {
    case 'welcome':
      applySnapshot(message.snapshot);
      return;
    case 'sandbox.status': {
      const before = useSession.getState().sandbox.status;
      setSandbox(message.sandbox);
      if (message.sandbox.status === 'starting' && before !== 'starting') clearNotices();
      if (message.sandbox.status === 'ready' && before !== 'ready') resumeFiles();
      return;
    }
    case 'sandbox.notice':
      takeNotice(message.notice);
      return;
    case 'terminal.opened':
      terminalOpened(message);
      return;
    case 'terminal.closed':
      terminalClosed(message.terminal);
      return;
    case 'ports.changed':
      setPorts(message.ports);
      return;
    case 'file.changed':
      noteFileChange(message.path);
      fileChanged(message.path, message.version);
      return;
    case 'file.tree-changed':
      void refreshTree();
      return;
    case 'check.result':
      setOutcome(message.check, message.result);
      return;
    case 'lab.changed':
      takePreview(message.preview);
      return;
    case 'error':
      takeError(message);
      return;
    case 'file.tree':
    case 'file.content':
    case 'file.saved':
    case 'sandbox.suggestions':
      // Answers: whoever asked has them.
      return;
  }
}

function applySnapshot(snapshot: SessionSnapshot): void {
  const { sandbox, terminals, ports, checks } = snapshot;
  setSandbox(sandbox);
  setHub(snapshot.hub);
  setIsolation(snapshot.isolation);
  takeNotices(snapshot.notices);
  setTerminals(terminals);
  setPorts(ports);
  setOutcomes(checks);
  if (snapshot.preview) takePreview(snapshot.preview);
  if (sandbox.status === 'ready') resumeFiles();
}

function takeError({ code, message, hint }: Extract<ServerMessage, { type: 'error' }>): void {
  const problem = { code, message, hint };
  if (code === 'SESSION_NOT_FOUND' || code === 'VERSION_MISMATCH') endSession(problem);
  else notifyProblem(problem);
}
