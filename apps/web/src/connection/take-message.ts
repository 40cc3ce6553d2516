import type { ServerMessage, SessionSnapshot } from '@drydock/protocol';
import { clearBuilds } from '../stores/builds-store.ts';
import { forgetOutcomes, setOutcome, setOutcomes } from '../stores/checks-store.ts';
import { clearContainers } from '../stores/containers-store.ts';
import { fileChanged, refreshTree, resumeFiles } from '../stores/file-actions.ts';
import { noteFileChange } from '../stores/file-changes-store.ts';
import { takePreview } from '../stores/lab-store.ts';
import { clearLayers } from '../stores/layers-store.ts';
import { clearNotices, takeNotice, takeNotices } from '../stores/notices-store.ts';
import { setPorts } from '../stores/ports-store.ts';
import { setPreviewSeen } from '../stores/preview-store.ts';
import {
  endSession,
  setHub,
  setIsolation,
  setSandbox,
  setTime,
  useSession,
} from '../stores/session-store.ts';
import { setTerminals, terminalClosed, terminalOpened } from '../stores/terminals-store.ts';
import { notifyProblem } from '../ui/notify.ts';
import { takeView } from './take-view.ts';

/** The one place where a message of the server becomes a change of the page. */
export function takeMessage(message: ServerMessage): void {
  switch (message.type) {
    case 'welcome':
      applySnapshot(message.snapshot);
      return;
    case 'sandbox.status': {
      const before = useSession.getState().sandbox.status;
      setSandbox(message.sandbox);
      if (message.sandbox.status === 'starting' && before !== 'starting') {
        clearNotices();
        clearContainers();
        clearLayers();
        clearBuilds();
      }
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
    case 'checks.forgotten':
      forgetOutcomes(message.checks);
      return;
    case 'session.time':
      setTime(message.time);
      return;
    case 'lab.changed':
      takePreview(message.preview);
      return;
    case 'preview.seen': {
      const { port, path, state } = message;
      setPreviewSeen(port, { path, state });
      return;
    }
    case 'view.layers':
    case 'view.builds':
    case 'view.pushes':
    case 'view.containers':
    case 'view.hub':
    case 'view.failed':
      takeView(message);
      return;
    case 'error':
      takeError(message);
      return;
    case 'file.tree':
    case 'file.content':
    case 'file.saved':
    case 'folder.created':
    case 'file.moved':
    case 'file.deleted':
    case 'file.matches':
    case 'sandbox.suggestions':
    case 'container.acted':
    case 'hub.deleted':
      // Answers: whoever asked has them.
      return;
  }
}

function applySnapshot(snapshot: SessionSnapshot): void {
  const { sandbox, terminals, ports, checks } = snapshot;
  setSandbox(sandbox);
  setHub(snapshot.hub);
  setIsolation(snapshot.isolation);
  setTime(snapshot.time);
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
