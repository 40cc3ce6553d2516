import { RotateCw, Unplug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { messages } from '../i18n/messages.ts';
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
    const { everywhere } = messages();
    return (
      <div role="alert" style={{ height: '100%' }}>
        <EmptyState
          icon={Unplug}
          title={everywhere.broken}
          action={
            <Button icon={RotateCw} onClick={() => window.location.reload()}>
              {everywhere.reload}
            </Button>
          }
        >
          {everywhere.brokenHint}
        </EmptyState>
      </div>
    );
  }
}
