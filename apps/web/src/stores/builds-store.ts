import type { BuildsView, Problem } from '@drydock/protocol';
import { create } from 'zustand';

interface BuildsState {
  /** Null until the server has told it. */
  view: BuildsView | null;
  /** When it was told, by the learner's clock, in milliseconds. */
  told: number;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: BuildsState = { view: null, told: 0, problem: null };

export const useBuilds = create<BuildsState>(() => initial);

export function setBuilds(view: BuildsView): void {
  useBuilds.setState({ view, told: Date.now(), problem: null });
}

export function failBuilds(problem: Problem): void {
  useBuilds.setState({ problem });
}

export function clearBuilds(): void {
  useBuilds.setState(initial);
}
