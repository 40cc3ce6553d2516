import type { BuildsView, Problem } from '@drydock/protocol';
import { create } from 'zustand';

interface BuildsState {
  /** Null until the server has told it. */
  view: BuildsView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: BuildsState = { view: null, problem: null };

export const useBuilds = create<BuildsState>(() => initial);

export function setBuilds(view: BuildsView): void {
  useBuilds.setState({ view, problem: null });
}

export function failBuilds(problem: Problem): void {
  useBuilds.setState({ problem });
}

export function clearBuilds(): void {
  useBuilds.setState(initial);
}
