import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { flowRequest } from '#shared/contract/google.ts'

/** A Google flow as a screen wants it; the background adds what only it knows. */
export const flowWanted = z.pick(flowRequest, {
  purpose: true,
  account: true,
  need: true,
  fileIds: true,
  invitation: true,
})
export type FlowWanted = z.infer<typeof flowWanted>

/** What a screen may ask of the background. Answers come through storage and the outbox, not here. */
export const request = z.discriminatedUnion('type', [
  /** Run a Google flow: it outlives the popup, which its window closes. */
  z.extend(flowWanted, { type: z.literal('google') }),
  /** The outbox has something new, or its person or destination changed: deliver what can go. */
  z.object({ type: z.literal('deliver') }),
])
export type Request = z.infer<typeof request>

/** Asks the background; resolves when it has taken the request, not when it has carried it out. */
export async function ask(message: Request): Promise<void> {
  await browser.runtime.sendMessage(message)
}

/**
 * A message as the background receives it, or null where it is none of ours: not from one of this
 * extension's own pages, or not of a known shape.
 */
export function readRequest(
  message: unknown,
  sender: { id?: string | undefined; url?: string | undefined },
): Request | null {
  const ours =
    sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL(''))
  if (!ours) return null
  const parsed = request.safeParse(message)
  return parsed.success ? parsed.data : null
}
