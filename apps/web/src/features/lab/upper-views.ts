import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { late } from '../../connection/late.ts';
import type { UpperViewId } from '../../stores/workbench-store.ts';

interface UpperView {
  /** Its label is the text of this name in `i18n/en/upper.ts`. */
  readonly id: UpperViewId;
  readonly View: LazyExoticComponent<ComponentType>;
}

/**
 * The tabs after the editor, in their order. Each is a chunk of its own, loaded when its tab is first opened,
 * and mounted only while it is looked at: with `useView` it tells the server when that is.
 */
export const UPPER_VIEWS: readonly UpperView[] = [
  { id: 'layers', View: lazy(() => late(() => import('../layers/layers-pane.tsx'))) },
  { id: 'containers', View: lazy(() => late(() => import('../containers/containers-pane.tsx'))) },
  { id: 'hub', View: lazy(() => late(() => import('../hub/hub-pane.tsx'))) },
];
