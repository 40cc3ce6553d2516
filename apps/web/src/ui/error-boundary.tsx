import { RotateCw, Unplug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface State {
  failed: boolean;
}

/**
 * Keeps a failure in one part of the page from taking the rest with it: a part that could not be loaded, as after a
 * new version of the server, or a mistake of ours. React has no hook for this.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" style={{ height: '100%' }}>
        <EmptyState
          icon={Unplug}
          title="This part of the page could not be shown"
          action={
            <Button icon={RotateCw} onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          }
        >
          The server may have been updated. Your sandbox and your files are kept.
        </EmptyState>
      </div>
    );
  }
}
