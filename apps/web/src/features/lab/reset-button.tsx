import { RotateCw } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { askForReset } from '../../stores/palette-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';

/** Asks for a fresh sandbox with the same workspace. `primary` where it is the way to go on. */
export function ResetButton({ look }: { look: 'primary' | 'danger' }) {
  const { lab } = useMessages();
  const isConnected = useSession((state) => state.connection === 'open');
  return (
    <Button size="sm" look={look} icon={RotateCw} disabled={!isConnected} onClick={askForReset}>
      {lab.reset}
    </Button>
  );
}
