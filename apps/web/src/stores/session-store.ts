import type { HubLogin, Isolation, Problem, SandboxStatus, TimeLeft } from '@drydock/protocol';
import { create } from 'zustand';
import { sessionClient } from '../connection/current-session.ts';

interface SessionState {
  session: string | null;
  connection: 'connecting' | 'open' | 'lost';
  sandbox: SandboxStatus;
  hub: HubLogin | null;
  isolation: Isolation | null;
  /** Until when the sandbox may run; null where nothing limits it. */
  time: (Omit<TimeLeft, 'left'> & { readonly end: number }) | null;
  /** The session cannot go on in this page; null while it can. */
  ended: Problem | null;
}

const initial: SessionState = {
  session: null,
  connection: 'connecting',
  sandbox: { status: 'starting', stage: 'waiting' },
  hub: null,
  isolation: null,
  time: null,
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

/** `left` counts from now. */
export function setTime(time: TimeLeft | undefined): void {
  useSession.setState({ time: time ? { ...time, end: Date.now() + time.left } : null });
}

export function endSession(ended: Problem): void {
  useSession.setState({ ended });
}

/** Asks for a fresh sandbox with the same workspace; its stages come as `sandbox.status`. */
export function resetSandbox(): void {
  sessionClient().send({ type: 'sandbox.reset' });
}

/** Asks for more time; how much there is then comes as `session.time`. */
export function extendTime(): void {
  sessionClient().send({ type: 'session.extend' });
}

/** Freezes all that runs in the sandbox until it is resumed. */
export function pauseSandbox(): void {
  sessionClient().send({ type: 'sandbox.pause' });
}

export function resumeSandbox(): void {
  sessionClient().send({ type: 'sandbox.resume' });
}
