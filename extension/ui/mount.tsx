import '@fontsource-variable/inter/wght.css'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import './tokens.css'
import './base.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { createQueryClient } from './query-client.ts'
import { followTheme } from './theme.ts'

/**
 * Puts a screen into the page's `#root`. The theme is read first, a matter of a millisecond, so that
 * the first thing drawn is already in it.
 */
export async function mount(screen: ReactNode): Promise<void> {
  await followTheme()
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root to put a screen into.')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <Tooltip.Provider delay={500}>
          <ErrorBoundary>{screen}</ErrorBoundary>
        </Tooltip.Provider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
