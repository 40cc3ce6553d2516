import type { PreviewState } from '@drydock/protocol';
import { create } from 'zustand';

/** What the preview of a port was answered with last. */
export interface PreviewSeen {
  /** With its query; what a page changes of it by itself is not known. */
  readonly path: string;
  readonly state: PreviewState;
}

/** By port. */
export const usePreviews = create<{ seen: Readonly<Record<number, PreviewSeen>> }>(() => ({
  seen: {},
}));

export function setPreviewSeen(port: number, seen: PreviewSeen): void {
  // Another page of the same session has a preview of its own, and one of them is looked at.
  if (document.hidden) return;
  usePreviews.setState((state) => ({ seen: { ...state.seen, [port]: seen } }));
}

export function clearPreviews(): void {
  usePreviews.setState({ seen: {} });
}
