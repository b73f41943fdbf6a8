import type { LocalGoogle } from '#test/google/server.ts'

const SERVED = ['sheets.googleapis.com', 'www.googleapis.com', 'docs.google.com']

/**
 * For clients whose addresses are fixed: from now on `fetch` brings what they ask of Google's hosts to
 * the local Google, and only that.
 * @returns puts the old `fetch` back.
 */
export function answerForGoogle({ url }: Pick<LocalGoogle, 'url'>): () => void {
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { hostname, pathname, search } = new URL(request.url)
    return real(
      SERVED.includes(hostname) ? new Request(`${url}${pathname}${search}`, request) : request,
    )
  }
  return () => {
    globalThis.fetch = real
  }
}
