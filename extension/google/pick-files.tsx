import type { ReactNode } from 'react'
import { useFlowRuns } from '#extension/session/queries.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { Button, type ButtonProps } from '#extension/ui/button.tsx'
import type { GoogleAccount } from '#shared/contract/google.ts'

/** Opens Google's Picker, where Sheetside may use only what is picked there. */
export function PickFiles({
  account,
  fileIds,
  variant = 'tonal',
  children,
}: {
  account: Pick<GoogleAccount, 'id'>
  /** What is ready to be picked; anything where left out. */
  fileIds?: string[]
  variant?: ButtonProps['variant']
  children: ReactNode
}) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  return (
    <Button
      variant={variant}
      busy={flowRuns}
      onClick={() => flow.mutate({ purpose: 'connect', account: account.id, fileIds })}
    >
      {children}
    </Button>
  )
}
