import { expect, it } from 'vitest'
import { createPkce } from '#extension/background/pkce.ts'

// https://www.rfc-editor.org/rfc/rfc7636#appendix-B
const octets = [
  116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105,
  214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
]

it('makes the pair of RFC 7636, appendix B', async () => {
  expect(await createPkce(Uint8Array.from(octets))).toEqual({
    verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  })
})

it('makes another pair each time, of the shape that the contract asks for', async () => {
  const pairs = await Promise.all(Array.from({ length: 50 }, () => createPkce()))
  expect(new Set(pairs.map(({ verifier }) => verifier)).size).toBe(50)
  for (const { verifier, challenge } of pairs) {
    expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43}$/)
    expect(challenge).toMatch(/^[A-Za-z0-9_-]{43}$/)
  }
})
