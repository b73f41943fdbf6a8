import { RotateCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { BlankState } from './blank-state.tsx'
import { Button } from './button.tsx'

/** What a person sees when a screen itself broke, instead of an empty window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <BlankState
        icon={<TriangleAlert />}
        title="This view broke"
        action={
          <Button variant="tonal" icon={<RotateCw />} onClick={() => location.reload()}>
            Open it again
          </Button>
        }
      >
        Sheetside ran into a mistake of its own. Nothing you sent is lost: it is kept until it is in
        your sheet.
      </BlankState>
    )
  }
}
