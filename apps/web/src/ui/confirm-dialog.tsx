import type { LucideIcon } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  title: string;
  description: string;
  /** What is done when it is confirmed, as on its button. */
  action: string;
  icon: LucideIcon;
  cancel: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

/** Asks before something is done that cannot be taken back. The way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, action, icon, cancel, open, onOpenChange, onConfirm } = props;
  return (
    <Dialog title={title} description={description} open={open} onOpenChange={onOpenChange}>
      <div className={styles.choices}>
        <Button look="quiet" onClick={() => onOpenChange(false)}>
          {cancel}
        </Button>
        <Button
          look="danger"
          icon={icon}
          onClick={() => {
            onOpenChange(false);
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
