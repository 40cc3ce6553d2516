import type { ContainerAct, ContainersView, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import { sessionClient } from '../connection/current-session.ts';

interface ContainersState {
  /** Null until the server has told it. */
  view: ContainersView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
  /** By container, what is being done to it. */
  pending: Readonly<Record<string, ContainerAct>>;
}

const initial: ContainersState = { view: null, problem: null, pending: {} };

export const useContainers = create<ContainersState>(() => initial);

export function setContainers(view: ContainersView): void {
  useContainers.setState({ view, problem: null });
}

export function failContainers(problem: Problem): void {
  useContainers.setState({ problem });
}

export function clearContainers(): void {
  useContainers.setState(initial);
}

/** Has the sandbox's engine do it; resolves when it is done. Throws ProblemError. */
export async function actOnContainer(container: string, act: ContainerAct): Promise<void> {
  useContainers.setState(({ pending }) => ({ pending: { ...pending, [container]: act } }));
  try {
    await sessionClient().request({ type: 'container.act', container, act });
  } finally {
    useContainers.setState(({ pending: { [container]: _, ...others } }) => ({ pending: others }));
  }
}
