/** The button of a block of the step that is shown; null where it has none, or cannot be pressed now. */
export function buttonOfBlock(id: string): HTMLButtonElement | null {
  return pressable(`[data-block="${CSS.escape(id)}"]`)[0] ?? null;
}

/** Those that apply a solution of the step that is shown. */
export function solutionButtons(): HTMLButtonElement[] {
  return pressable('[data-solution]');
}

/** Presses it as the learner would, in sight and with the focus on it: what it says, it says in its place. */
export function press(button: HTMLButtonElement): void {
  for (let fold = foldAround(button); fold; fold = foldAround(fold)) fold.open = true;
  button.scrollIntoView({ block: 'center' });
  button.focus({ preventScroll: true });
  button.click();
}

function foldAround(element: Element): HTMLDetailsElement | null {
  return element.parentElement?.closest('details') ?? null;
}

function pressable(selector: string): HTMLButtonElement[] {
  const found = document.querySelectorAll<HTMLButtonElement>(
    `[data-tour="instructions"] button${selector}`,
  );
  return [...found].filter((button) => !button.disabled && !button.closest('[hidden]'));
}
