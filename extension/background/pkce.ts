/**
 * Proof Key for Code Exchange: the verifier stays here, its SHA-256 goes ahead, so that only whoever
 * began a flow can redeem its code. https://www.rfc-editor.org/rfc/rfc7636#section-4
 */
export type Pkce = { verifier: string; challenge: string }

/** `random` is 32 octets, the entropy that section 7.1 asks for; given by tests alone. */
export async function createPkce(
  random: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(32)),
): Promise<Pkce> {
  const verifier = base64url(random)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return { verifier, challenge: base64url(new Uint8Array(digest)) }
}

/** Without padding, as https://www.rfc-editor.org/rfc/rfc7636#appendix-A has it. */
function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
