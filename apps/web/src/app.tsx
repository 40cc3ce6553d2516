import { Suspense, useEffect } from 'react';
import { Toaster } from 'sonner';
import { Route, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { NotFoundPage } from './features/home/not-found-page.tsx';
import { LabRoute, prepareLabPage } from './features/lab/lab-route.tsx';
import { usePreferences } from './stores/preferences-store.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';

/** The list of labs is painted by then. */
const PRELOAD_AFTER_MS = 200;

export function App() {
  const theme = usePreferences((state) => state.shown);

  useEffect(() => {
    // Whoever reads the list of labs will open one: its page is there before the click.
    const timer = setTimeout(() => void prepareLabPage(), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <TooltipProvider delayDuration={400}>
      <ErrorBoundary>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/labs/:slug">{({ slug }) => <LabRoute key={slug} slug={slug} />}</Route>
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </ErrorBoundary>
      <Toaster theme={theme} position="bottom-left" closeButton richColors />
    </TooltipProvider>
  );
}
