import { Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './features/home/home-page.tsx';
import { NotFoundPage } from './features/home/not-found-page.tsx';
import { LabRoute, prepareLabPage } from './features/lab/lab-route.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { preloadToaster } from './ui/toast.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

/** The list of labs is painted by then. */
const PRELOAD_AFTER_MS = 200;

/** Whoever opens a lab sees its prompt by then. */
const TOASTER_AFTER_MS = 3_000;

export function App() {
  useEffect(() => {
    // Whoever reads the list of labs will open one: its page is there before the click.
    const timer = setTimeout(() => void prepareLabPage(), PRELOAD_AFTER_MS);
    const later = setTimeout(() => void preloadToaster(), TOASTER_AFTER_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(later);
    };
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
    </TooltipProvider>
  );
}
