/** What the panel shows: spreadsheets and their cells, or one of the screens about sending. */
export type PanelScreen =
  | { kind: 'sheets' }
  /** What was sent; `look`: the send that it was opened for. */
  | { kind: 'history'; look: string | null }
  /** Where selections go, and what into which column; `edit`: the destination that is open. */
  | { kind: 'destinations'; edit: string | null }
  /** The rows of an entry of the outbox, to be looked at and changed before they go. */
  | { kind: 'review'; entry: string }
