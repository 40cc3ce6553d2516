import type { Problem, PushesView } from '@drydock/protocol';
import { create } from 'zustand';

interface PushesState {
  /** Null until the server has told it. */
  view: PushesView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: PushesState = { view: null, problem: null };

export const usePushes = create<PushesState>(() => initial);

export function setPushes(view: PushesView): void {
  usePushes.setState({ view, problem: null });
}

export function failPushes(problem: Problem): void {
  usePushes.setState({ problem });
}

export function clearPushes(): void {
  usePushes.setState(initial);
}
