import { CloudOff, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#extension/ui/button.tsx'
import { Strip } from '#extension/ui/strip.tsx'
import { useNow } from '#extension/ui/use-now.ts'

/** What holds the sheet up while what was loaded stays in sight. */
export type Holdup =
  | { kind: 'none' }
  | { kind: 'offline' }
  /** `until` in milliseconds since 1970. */
  | { kind: 'quota'; until: number }
  /** A refresh failed otherwise; `words` say how. */
  | { kind: 'stale'; words: string }

export function StatusStrip({ holdup, onRetry }: { holdup: Holdup; onRetry: () => void }) {
  switch (holdup.kind) {
    case 'none':
      return null
    case 'offline':
      return <StaleStrip onRetry={onRetry}>Offline – showing what was loaded</StaleStrip>
    case 'quota':
      return <QuotaStrip until={holdup.until} />
    case 'stale':
      return <StaleStrip onRetry={onRetry}>Not refreshed: {holdup.words}</StaleStrip>
  }
}

function StaleStrip({ children, onRetry }: { children: ReactNode; onRetry: () => void }) {
  return (
    <Strip
      tone="warning"
      icon={<CloudOff aria-hidden="true" />}
      action={
        <Button size="small" variant="text" onClick={onRetry}>
          Retry
        </Button>
      }
    >
      <p role="status">{children}</p>
    </Strip>
  )
}

function QuotaStrip({ until }: { until: number }) {
  const now = useNow(1000)
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
  return (
    <Strip tone="warning" icon={<Hourglass aria-hidden="true" />}>
      {/* The seconds are for eyes; read out every second they would be noise. */}
      <span role="status">Google asks for a pause</span>
      <span> – goes on in {seconds} s</span>
    </Strip>
  )
}
