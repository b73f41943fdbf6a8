import { describe, expect, it } from 'vitest'
import { linkMatches } from '#shared/contract/destination.ts'
import { linkKey } from '#server/sends/link-key.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, shownRow, text, type Setting } from './set-up.ts'

const ask = ({ call, token, chosen }: Setting, links: string[], id = chosen.id) =>
  call('POST', `/api/destinations/${id}/matches`, { token, body: { links } })

const matches = async (setting: Setting, links: string[]) =>
  linkMatches.parse(await (await ask(setting, links)).json()).matches

describe('a link that stands in the sheet already', () => {
  it('is told of with its row, as far as the destination’s columns go', async () => {
    const setting = await setUpSending([HEADER, shownRow('a'), shownRow('b')])
    const { spreadsheetId, sheetId } = setting
    expect(await matches(setting, ['https://example.com/new', 'https://example.com/b'])).toEqual([
      {
        link: 'https://example.com/b',
        range: 'A3:D3',
        url: expect.stringMatching(new RegExp(`/${spreadsheetId}/.*#gid=${sheetId}&range=A3:D3$`)),
      },
    ])
  })

  it('is found by its page, however either of them is written', async () => {
    const setting = await setUpSending([HEADER, ['', '', 'http://www.Example.com/a/?utm_source=x']])
    const link = 'https://EXAMPLE.com/a#top'
    expect(await matches(setting, [link, 'https://example.com/A'])).toMatchObject([
      { link, range: 'A2:D2' },
    ])
  })

  it('is found behind a text that leads there, as a whole or in part', async () => {
    const setting = await setUpSending([HEADER])
    const { send, requestOf } = setting
    const link = 'https://example.com/a'
    const partly = 'https://example.com/b'
    await send(
      requestOf([
        [text('1'), text('A'), { kind: 'text', value: 'Read this', link }],
        [
          text('2'),
          text('B'),
          { kind: 'text', value: 'See here', links: [{ start: 4, end: 8, url: partly }] },
        ],
      ]),
    )
    expect(await matches(setting, [partly, link])).toMatchObject([
      { link: partly, range: 'A3:D3' },
      { link, range: 'A2:D2' },
    ])
  })

  it('is told of with its first five rows', async () => {
    const rows = Array.from({ length: 7 }, () => shownRow('a'))
    const setting = await setUpSending([HEADER, ...rows])
    const found = await matches(setting, ['https://example.com/a'])
    expect(found.map(({ range }) => range)).toEqual([2, 3, 4, 5, 6].map((at) => `A${at}:D${at}`))
  })

  it('is looked for in the column that takes the page’s link, wherever it was moved, in one read of it', async () => {
    const setting = await setUpSending([HEADER, ['https://example.com/a', '', '']])
    const { edit, columnsAt, send, requestOf, google } = setting
    await send(requestOf([row('b')]))
    await edit({ moveDimension: { source: columnsAt(2, 3), destinationIndex: 0 } })
    google.clearRequests()
    const links = ['https://example.com/a', 'https://example.com/b']
    expect(await matches(setting, links)).toMatchObject([{ link: links[1], range: 'A3:D3' }])
    expect(google.requests().map(({ operation }) => operation)).toHaveLength(3)
  })

  it('is looked for in columns of links where none takes the page’s', async () => {
    const setting = await setUpSending([
      ['Note', 'Homepage', 'Blog'],
      ['Ada', 'https://ada.example', 'https://blog.example/ada'],
      ['Bob', '', 'https://blog.example/bob'],
    ])
    const links = ['https://blog.example/bob', 'https://ada.example/']
    expect(await matches(setting, links)).toMatchObject([
      { link: links[0], range: 'A3:C3' },
      { link: links[1], range: 'A2:C2' },
    ])
  })

  it('is not looked for where no column holds links, nor in an empty sheet', async () => {
    const plain = await setUpSending([
      ['Name', 'Age'],
      ['Ada', 36],
    ])
    expect(await matches(plain, ['https://example.com/a'])).toEqual([])
    const empty = await setUpSending([])
    expect(await matches(empty, ['https://example.com/a'])).toEqual([])
  })

  it('is nothing that leads nowhere', async () => {
    const setting = await setUpSending([HEADER, ['', '', 'see below'], ['', '', '']])
    expect(await matches(setting, ['', 'see below', 'mailto:ada@example.com'])).toEqual([])
  })
})

describe('links of a destination', () => {
  it('are refused where there are too many, or none', async () => {
    const setting = await setUpSending()
    for (const links of [[], Array.from({ length: 201 }, () => 'https://example.com')]) {
      expect(await refusal(ask(setting, links))).toEqual({ status: 400, code: 'invalid_input' })
    }
  })

  it('may be as many and as long as they may be', async () => {
    const setting = await setUpSending([HEADER, shownRow('a')])
    const long = `https://example.com/${'a'.repeat(7_900)}`
    expect(
      (
        await ask(
          setting,
          Array.from({ length: 200 }, () => long),
        )
      ).status,
    ).toBe(200)
  })

  it('are nobody else’s to look up', async () => {
    const setting = await setUpSending([HEADER, shownRow('a')])
    const { token } = await setting.register('other@example.com')
    const answer = ask({ ...setting, token }, ['https://example.com/a'])
    expect(await refusal(answer)).toEqual({ status: 404, code: 'not_found' })
  })

  it('are not looked up in a table that is no longer there', async () => {
    const setting = await setUpSending([HEADER, shownRow('a')])
    await setting.edit({ deleteDimension: { range: setting.columnsAt(2, 3) } })
    expect(await refusal(ask(setting, ['https://example.com/a']))).toEqual({
      status: 409,
      code: 'destination_changed',
    })
  })
})

describe('two links', () => {
  it.each([
    ['https://example.com/a', 'http://example.com/a'],
    ['https://example.com/a', 'https://www.example.com/a/'],
    ['https://example.com/a', 'https://EXAMPLE.com/a#part'],
    ['https://example.com', 'https://example.com/?utm_source=mail&utm_medium=x'],
    ['https://example.com/a?id=7', 'https://example.com/a?id=7&gclid=abc'],
  ])('%s and %s lead to one page', (one, other) => {
    expect(linkKey(one)).toBe(linkKey(other))
  })

  it.each([
    ['https://example.com/a', 'https://example.com/A'],
    ['https://example.com/a', 'https://jobs.example.com/a'],
    ['https://example.com/a?id=7', 'https://example.com/a?id=8'],
    ['https://example.com/#/a', 'https://example.com/#/b'],
    ['http://localhost:3000/', 'http://localhost:4000/'],
  ])('%s and %s do not', (one, other) => {
    expect(linkKey(one)).not.toBe(linkKey(other))
  })
})
