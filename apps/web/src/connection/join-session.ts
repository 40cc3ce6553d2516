import { PROTOCOL_VERSION } from '@drydock/protocol/version';
import { clearAnswers, recallAnswers } from '../stores/answers-store.ts';
import { clearBlanks, recallBlanks } from '../stores/blanks-store.ts';
import { clearBuilds } from '../stores/builds-store.ts';
import { clearChecks } from '../stores/checks-store.ts';
import { clearContainers } from '../stores/containers-store.ts';
import { clearFiles } from '../stores/file-actions.ts';
import { clearFileChanges } from '../stores/file-changes-store.ts';
import { clearHub } from '../stores/hub-store.ts';
import { clearLayersPane } from '../stores/layers-pane-store.ts';
import { clearLayers } from '../stores/layers-store.ts';
import { clearNotices } from '../stores/notices-store.ts';
import { setPorts } from '../stores/ports-store.ts';
import { clearPreviews } from '../stores/preview-store.ts';
import { clearPushes } from '../stores/pushes-store.ts';
import { endSession, resetSession, setConnection, useSession } from '../stores/session-store.ts';
import { clearSuggestions } from '../stores/suggestions-store.ts';
import { clearTerminalNames, recallTerminalNames } from '../stores/terminal-names-store.ts';
import { clearTerminals } from '../stores/terminals-store.ts';
import { resetTree } from '../stores/tree-store.ts';
import { resetUploads } from '../stores/uploads-store.ts';
import { clearVariables, recallVariables } from '../stores/variables-store.ts';
import { api } from './api.ts';
import { takeLine } from './current-session.ts';
import { createOutputBridge } from './output-bridge.ts';
import { problemOf } from './problem-error.ts';
import { createSessionClient } from './session-client.ts';
import { openSessionSocket } from './session-socket.ts';
import { takeMessage } from './take-message.ts';

/** Connects the page to a session and keeps it connected. Returns what leaves it and empties the stores. */
export function joinSession(session: string): () => void {
  const client = createSessionClient((message) => socket.transmit(message));
  const output = createOutputBridge((terminal, position) =>
    client.send({ type: 'terminal.acknowledge', terminal, position }),
  );
  const release = takeLine({ client, output });
  const controller = new AbortController();
  resetSession(session);
  for (const recall of RECALLS) recall(session);

  const socket = openSessionSocket(session, {
    onOpen() {
      client.send({ type: 'hello', version: PROTOCOL_VERSION, terminals: output.positions() });
    },
    onMessage(message) {
      if (message.type === 'welcome') setConnection('open');
      if (!client.settle(message)) takeMessage(message);
      if (useSession.getState().ended) socket.close();
    },
    onOutput: output.receive,
    onDown(wasOpen) {
      client.disconnected();
      setConnection('lost');
      if (!wasOpen) void stillThere();
    },
  });

  /** A refused connection does not say why; the REST half does. */
  async function stillThere(): Promise<void> {
    try {
      await api.session(session, controller.signal);
    } catch (error) {
      if (controller.signal.aborted || problemOf(error).code !== 'SESSION_NOT_FOUND') return;
      socket.close();
      endSession(problemOf(error));
    }
  }

  return () => {
    controller.abort();
    socket.close();
    client.disconnected();
    for (const clear of STORES_OF_A_SESSION) clear();
    setPorts([]);
    resetSession(null);
    release();
  };
}

const RECALLS = [recallAnswers, recallBlanks, recallVariables, recallTerminalNames];

const STORES_OF_A_SESSION = [
  clearTerminals,
  clearTerminalNames,
  clearFiles,
  clearFileChanges,
  resetTree,
  resetUploads,
  clearChecks,
  clearNotices,
  clearAnswers,
  clearBlanks,
  clearVariables,
  clearSuggestions,
  clearLayers,
  clearBuilds,
  clearPushes,
  clearLayersPane,
  clearContainers,
  clearHub,
  clearPreviews,
];
