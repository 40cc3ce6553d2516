import { useEffect } from 'react';
import { showOver, usePalette } from '../../stores/palette-store.ts';
import { showPane } from '../../stores/workbench-store.ts';
import { eachScreen } from '../terminal/screens.ts';
import { type PageKey, pageKeyOf, type Where } from './page-keys.ts';
import type { PaletteProps } from './palette-place.tsx';
import { followFocus, moveBetweenPanes } from './panes.ts';

/** Takes the keys of the page before the terminal and Monaco see them. */
export function usePageKeys({ lab, step, onGo }: PaletteProps): void {
  const last = lab.steps.length - 1;
  useEffect(() => {
    const go = (next: number) => {
      if (next < 0 || next > last) return;
      showPane('instructions');
      onGo(next);
    };
    const act: Record<PageKey, () => void> = {
      palette: () => showOver(usePalette.getState().shown === 'palette' ? null : 'palette'),
      'next-pane': () => moveBetweenPanes(1),
      'previous-pane': () => moveBetweenPanes(-1),
      'next-step': () => go(step + 1),
      'previous-step': () => go(step - 1),
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const { target } = event;
      const key = pageKeyOf(event, target instanceof Element ? whereIs(target) : 'page');
      if (key === null || (key !== 'palette' && isOverPage(target))) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) act[key]();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [step, last, onGo]);
  useEffect(followFocus, []);
}

function whereIs(element: Element): Where {
  if (element.closest('.monaco-editor')) return 'editor';
  if (!element.closest('.xterm')) return 'page';
  let isFullScreen = false;
  eachScreen((screen) => {
    if (screen.element.contains(element)) isFullScreen = screen.isFullScreen();
  });
  return isFullScreen ? 'full-screen program' : 'terminal';
}

/** A question has to be answered before the page behind it goes on. */
function isOverPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}
