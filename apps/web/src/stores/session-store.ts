import type { HubLogin, Isolation, Problem, SandboxStatus } from '@drydock/protocol';
import { create } from 'zustand';
import { sessionClient } from '../connection/current-session.ts';

interface SessionState {
  session: string | null;
  connection: 'connecting' | 'open' | 'lost';
  sandbox: SandboxStatus;
  hub: HubLogin | null;
  isolation: Isolation | null;
  /** The session cannot go on in this page; null while it can. */
  ended: Problem | null;
}

const initial: SessionState = {
  session: null,
  connection: 'connecting',
  sandbox: { status: 'starting', stage: 'Preparing your sandbox' },
  hub: null,
  isolation: null,
  ended: null,
};

export const useSession = create<SessionState>(() => initial);

export function resetSession(session: string | null): void {
  useSession.setState({ ...initial, session });
}

export function setConnection(connection: SessionState['connection']): void {
  useSession.setState({ connection });
}

export function setSandbox(sandbox: SandboxStatus): void {
  useSession.setState({ sandbox });
}

export function setHub(hub: HubLogin | null): void {
  useSession.setState({ hub });
}

export function setIsolation(isolation: Isolation): void {
  useSession.setState({ isolation });
}

export function endSession(ended: Problem): void {
  useSession.setState({ ended });
}

/** Asks for a fresh sandbox with the same workspace; its stages come as `sandbox.status`. */
export function resetSandbox(): void {
  sessionClient().send({ type: 'sandbox.reset' });
}

/** Freezes all that runs in the sandbox until it is resumed. */
export function pauseSandbox(): void {
  sessionClient().send({ type: 'sandbox.pause' });
}

export function resumeSandbox(): void {
  sessionClient().send({ type: 'sandbox.resume' });
}
