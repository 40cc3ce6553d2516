import { useTerminals } from '../../stores/terminals-store.ts';
import { type Pane, showPane, showUpper } from '../../stores/workbench-store.ts';
import { screenOf } from '../terminal/screens.ts';

/** In the order of the keys; `place` is the value of `data-tour` of its element. */
export const PANES = [
  { pane: 'instructions', place: 'instructions' },
  { pane: 'editor', place: 'views' },
  { pane: 'terminals', place: 'terminals' },
] as const satisfies readonly { pane: Pane; place: string }[];

/** Where the learner was last in each: whoever comes back goes on there. */
const lastIn = new Map<Pane, HTMLElement>();

/** Keeps in mind where the focus is in each pane. Returns the release. */
export function followFocus(): () => void {
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const pane = paneOf(target);
    if (pane) lastIn.set(pane, target);
  };
  document.addEventListener('focusin', note);
  return () => {
    document.removeEventListener('focusin', note);
    lastIn.clear();
  };
}

/** Shows the pane and puts the focus into it: where it was last, else where one begins. */
export function goToPane(pane: Pane): void {
  showPane(pane);
  // A pane that was out of sight takes a focus once it is drawn.
  if (!focusIn(pane)) requestAnimationFrame(() => focusIn(pane));
}

/** Puts the focus into the text of the editor as soon as it is there: Monaco may have to be loaded. */
export function goToText(): void {
  showUpper('editor');
  showPane('editor');
  const until = performance.now() + EDITOR_LIMIT_MS;
  const look = () => {
    const text = document.querySelector<HTMLElement>(EDITOR_TEXT);
    const isThere = text !== null && take(text);
    if (!isThere && performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

/** On to the next pane, or back for -1; from outside of all to the first. */
export function moveBetweenPanes(by: 1 | -1): void {
  const here = document.activeElement && paneOf(document.activeElement);
  const index = PANES.findIndex(({ pane }) => pane === here);
  const next = index === -1 ? 0 : (index + by + PANES.length) % PANES.length;
  goToPane(PANES[next]?.pane ?? 'instructions');
}

function paneOf(element: Element): Pane | undefined {
  return PANES.find(({ place }) => element.closest(`[data-tour="${place}"]`))?.pane;
}

function focusIn(pane: Pane): boolean {
  const place = PANES.find((each) => each.pane === pane)?.place;
  const holder = document.querySelector<HTMLElement>(`[data-tour="${place}"]`);
  if (!holder) return false;
  if (pane === 'terminals') {
    const { active } = useTerminals.getState();
    if (active !== null) screenOf(active)?.focus();
    else focusFirst(holder, 'button:not(:disabled)');
  } else {
    const last = lastIn.get(pane);
    const isThere = last !== undefined && holder.contains(last) && take(last);
    if (!isThere) focusFirst(holder, BEGINNING[pane]);
  }
  return holder.contains(document.activeElement);
}

/** Where one types in Monaco. */
const EDITOR_TEXT = '[data-tour="views"] .monaco-editor [role=textbox]';
const EDITOR_LIMIT_MS = 5_000;

const BEGINNING = {
  instructions: 'h1',
  editor: `${EDITOR_TEXT}, [role=tab][aria-selected=true]`,
};

function focusFirst(holder: HTMLElement, selector: string): void {
  for (const element of holder.querySelectorAll<HTMLElement>(selector)) {
    if (take(element)) return;
  }
}

/** What is hidden or disabled takes no focus. */
function take(element: HTMLElement): boolean {
  element.focus();
  return document.activeElement === element;
}
