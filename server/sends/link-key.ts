/** What is added to an address to learn how somebody came there, and leads nowhere else. */
const TRACKING = /^(utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id)$/i

/**
 * Names the page that a link leads to: the same name for links that differ in what makes no other page of
 * it, which are scheme, `www.`, case of the host, a slash at the end, tracking parameters, and a fragment
 * that is no path. Null for what is no web address.
 */
export function linkKey(link: string): string | null {
  const typed = link.trim()
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return null
  const { host, pathname, searchParams, hash } = new URL(typed)
  const parameters = [...searchParams].filter(([name]) => !TRACKING.test(name))
  const query = new URLSearchParams(parameters).toString()
  // Pages of one document are told apart behind `#/` and `#!`.
  const place = /^#[/!]/.test(hash) ? hash : ''
  return [host.replace(/^www\./, ''), pathname.replace(/\/+$/, ''), query, place].join(' ')
}
