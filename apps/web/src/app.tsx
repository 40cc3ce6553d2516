import { lazy, Suspense } from 'react';
import { Toaster } from 'sonner';
import { Route, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { NotFoundPage } from './features/home/not-found-page.tsx';
import { usePreferences } from './stores/preferences-store.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';

const LabPage = lazy(() => import('./features/lab/lab-page.tsx'));

export function App() {
  const theme = usePreferences((state) => state.shown);

  return (
    <TooltipProvider delayDuration={400}>
      <ErrorBoundary>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/labs/:slug">{({ slug }) => <LabPage key={slug} slug={slug} />}</Route>
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </ErrorBoundary>
      <Toaster theme={theme} position="bottom-left" closeButton richColors />
    </TooltipProvider>
  );
}
