import type { LayersView, Problem } from '@drydock/protocol';
import { create } from 'zustand';

interface LayersState {
  /** Null until the server has told it. */
  view: LayersView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: LayersState = { view: null, problem: null };

export const useLayers = create<LayersState>(() => initial);

export function setLayers(view: LayersView): void {
  useLayers.setState({ view, problem: null });
}

export function failLayers(problem: Problem): void {
  useLayers.setState({ problem });
}

export function clearLayers(): void {
  useLayers.setState(initial);
}
