import { useRef, useState, type Ref } from 'react'
import { refusalOf, type AccountField } from './refusal.ts'

export type Complaint = { field: AccountField; text: string }

/**
 * What is wrong with which field of a change of the account: what could be seen before it was sent, else
 * why the server refused it. `complain` shows the first; both take the focus to their field.
 * @param error of the change that was tried last; null where it was not refused
 */
export function useComplaint(error: Error | null) {
  const [unfit, setUnfit] = useState<Complaint | null>(null)
  const inputs = useRef<Partial<Record<AccountField, HTMLInputElement | null>>>({})
  const refusal = error === null ? null : refusalOf(error)
  const shown = unfit ?? (refusal?.at === 'field' ? refusal : null)
  const focus = (field: AccountField) => inputs.current[field]?.focus()
  return {
    /** For the field's input. */
    inputOf:
      (field: AccountField): Ref<HTMLInputElement> =>
      (input) => {
        inputs.current[field] = input
      },
    at: (field: AccountField) => (shown?.field === field ? shown.text : null),
    complain: (complaint: Complaint | null) => {
      setUnfit(complaint)
      if (complaint) focus(complaint.field)
    },
    refused: (refused: Error) => {
      const where = refusalOf(refused)
      if (where.at === 'field') focus(where.field)
    },
  }
}
