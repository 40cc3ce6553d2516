import { messages } from '../i18n/messages.ts';
import { raiseToast } from './toast.ts';

/** Puts text on the clipboard; where the browser forbids it, says so. Resolves to whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain HTTP from another machine there is no clipboard; a selection and its command still work.
    if (copyBySelection(text)) return true;
    const { cannotCopy, cannotCopyHint } = messages().everywhere;
    raiseToast({ id: 'copy', message: cannotCopy, description: cannotCopyHint });
    return false;
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  const focused = document.activeElement;
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
