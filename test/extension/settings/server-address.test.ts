import { describe, expect, it } from 'vitest'
import { parseServerAddress } from '#extension/settings/server-address.ts'

describe('the server’s address', () => {
  it.each([
    ['http://localhost:8787', 'http://localhost:8787'],
    ['  http://localhost:8787/  ', 'http://localhost:8787'],
    ['localhost:8787', 'http://localhost:8787'],
    ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
    ['sheets.example.com', 'https://sheets.example.com'],
    ['https://sheets.example.com/', 'https://sheets.example.com'],
    ['HTTPS://Sheets.Example.com:443', 'https://sheets.example.com'],
    ['https://example.com/sheetside/', 'https://example.com/sheetside'],
    ['https://localhost:8787', 'https://localhost:8787'],
  ])('%s is kept as %s', (typed, address) => {
    expect(parseServerAddress(typed)).toEqual({ ok: true, address })
  })

  it.each([
    ['http://sheets.example.com', /Use https:\/\/sheets\.example\.com/],
    ['http://192.168.1.5:8787', /Use https:\/\/192\.168\.1\.5:8787/],
    ['http://localhost.example.com', /Use https/],
    ['http://127.0.0.1.example.com', /Use https/],
    ['ftp://localhost', /https:\/\//],
    ['https://ada:secret@sheets.example.com', /user name and password/],
    ['https://sheets.example.com/?x=1', /Leave out/],
    ['https://sheets.example.com/#x', /Leave out/],
    ['not an address', /not a web address/],
    ['https://', /not a web address/],
    ['   ', /Type the address/],
  ])('%s is refused, with what to type instead', (typed, why) => {
    expect(parseServerAddress(typed)).toEqual({ ok: false, why: expect.stringMatching(why) })
  })
})
