import { late } from '../connection/late.ts';
export interface ToastText {
  /** The same twice is one message. */
  readonly id: string;
  readonly message: string;
  readonly description: string;
}

/** Shows a message over the page for some seconds. What shows it is loaded with the first one. */
export function raiseToast(text: ToastText): void {
  loadToaster().then(
    ({ showToast }) => showToast(text),
    (error: unknown) => console.error(`${text.message} ${text.description}`, error),
  );
}

/** Loads it ahead, for the message that the server does not answer. Should that fail, the first message tries again. */
export async function preloadToaster(): Promise<void> {
  await loadToaster().catch(() => undefined);
}

function loadToaster() {
  return late(() => import('./toaster.tsx'));
}
