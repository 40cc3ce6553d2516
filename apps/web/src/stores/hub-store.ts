import type { HubView, Problem } from '@drydock/protocol';
import { create } from 'zustand';

interface HubState {
  /** Null until the server has told it. */
  view: HubView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: HubState = { view: null, problem: null };

export const useHub = create<HubState>(() => initial);

export function setHub(view: HubView): void {
  useHub.setState({ view, problem: null });
}

export function failHub(problem: Problem): void {
  useHub.setState({ problem });
}
