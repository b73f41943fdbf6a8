/** A server's address as it is kept, or why it cannot be used, for the person who typed it. */
export type ParsedAddress = { ok: true; address: string } | { ok: false; why: string }

/** Only these are this very machine, where nobody listens on the way. */
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Reads what a person typed as the server's address: `localhost:8787`, `https://sheets.example.com/`.
 * Without a scheme it is http on this machine and https elsewhere. The answer has no slash at its end.
 * Plain http goes to this machine only, since the session's token goes with every request.
 */
export function parseServerAddress(typed: string): ParsedAddress {
  const text = typed.trim()
  if (text === '') return no('Type the address of your server.')
  const url = parse(text)
  // Chromium takes a host with spaces in it and escapes them.
  if (!url || url.hostname.includes('%')) {
    return no('This is not a web address. It looks like https://sheets.example.com.')
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return no('The address has to start with https://.')
  }
  if (url.username !== '' || url.password !== '') {
    return no('Leave the user name and password out of the address.')
  }
  if (url.search !== '' || url.hash !== '') return no('Leave out what follows the ? or the #.')
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) {
    return no(
      `Use https://${url.host}. Over http anyone on the way could read your session; it is for a server on this computer only.`,
    )
  }
  return { ok: true, address: `${url.origin}${url.pathname.replace(/\/+$/, '')}` }
}

function no(why: string): ParsedAddress {
  return { ok: false, why }
}

function parse(text: string): URL | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return URL.parse(text)
  const plain = URL.parse(`http://${text}`)
  return plain && loopback.has(plain.hostname) ? plain : URL.parse(`https://${text}`)
}
