import type { ContainersView, Problem } from '@drydock/protocol';
import { create } from 'zustand';

interface ContainersState {
  /** Null until the server has told it. */
  view: ContainersView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: ContainersState = { view: null, problem: null };

export const useContainers = create<ContainersState>(() => initial);

export function setContainers(view: ContainersView): void {
  useContainers.setState({ view, problem: null });
}

export function failContainers(problem: Problem): void {
  useContainers.setState({ problem });
}
