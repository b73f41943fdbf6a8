import { isIPv4, isIPv6 } from 'node:net'

/**
 * What stands for the holder of an address where something is counted by address: an IPv4 address as it
 * is, of an IPv6 address its /64, since a single subscriber has at least that many to choose from
 * (RFC 6177). An IPv4 address that a dual-stack socket shows mapped into IPv6 is the same as itself.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%')
  if (isIPv4(bare) || !isIPv6(bare)) return bare
  const groups = groupsOf(bare)
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an IPv6 address, however it is written: `URL` knows every way. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = [], tail = []] = canonical
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0)
  return canonical.includes('::') ? [...head, ...zeros, ...tail] : head
}
