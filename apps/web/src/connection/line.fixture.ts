import type { ClientMessage } from '@drydock/protocol';
import { takeLine } from './current-session.ts';
import { createOutputBridge } from './output-bridge.ts';
import { createSessionClient, type SessionClient } from './session-client.ts';

export interface TestLine {
  readonly client: SessionClient;
  /** All that was sent, in order. */
  readonly sent: ClientMessage[];
  readonly release: () => void;
}

/** The page's line to a server that the test plays itself. */
export function openTestLine(): TestLine {
  const sent: ClientMessage[] = [];
  const client = createSessionClient((message) => {
    sent.push(message);
    return true;
  });
  return { client, sent, release: takeLine({ client, output: createOutputBridge(() => {}) }) };
}
