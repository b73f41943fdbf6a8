import { unclobbered } from './unclobbered.ts'

/** What may become a link in a sheet: as `address` of shared/cells.ts has it. */
const LINKED = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** An address of the page, whole; undefined for what is none, or leads nowhere but to a script. */
export function addressOf(href: string | null, base: Node): string | undefined {
  const written = href?.trim() ?? ''
  // An empty fragment is how pages write a button that only their script understands.
  if (written === '' || written === '#') return undefined
  const from = baseOf(base)
  if (!URL.canParse(written, from)) return undefined
  const url = new URL(written, from)
  return LINKED.has(url.protocol) && hasTarget(url) ? url.href : undefined
}

/** What a file is called: the last part of its address. */
export function fileNameOf(address: string): string {
  const name = new URL(address).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function baseOf(node: Node): string | undefined {
  const base = unclobbered(node).baseURI
  return typeof base === 'string' && URL.canParse(base) ? base : undefined
}

function hasTarget({ protocol, host, pathname }: URL): boolean {
  return protocol.startsWith('http') ? host !== '' : pathname !== ''
}
