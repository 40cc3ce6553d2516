import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Toaster, toast } from 'sonner';
import { useMessages } from '../i18n/messages.ts';
import { usePreferences } from '../stores/preferences-store.ts';
import type { ToastText } from './toast.ts';

let isShown = false;

/** Loaded with the first message, or in a quiet moment before it. */
export function showToast({ id, message, description }: ToastText): void {
  if (!isShown) {
    isShown = true;
    const holder = document.body.appendChild(document.createElement('div'));
    // It hears only of messages that come after it is there.
    flushSync(() => createRoot(holder).render(<ThemedToaster />));
  }
  toast.error(message, { id, description });
}

function ThemedToaster() {
  const theme = usePreferences((state) => state.shown);
  const { everywhere } = useMessages();
  return (
    <Toaster
      theme={theme}
      position="bottom-left"
      containerAriaLabel={everywhere.notifications}
      toastOptions={{ closeButtonAriaLabel: everywhere.closeNotification }}
      closeButton
      richColors
    />
  );
}
