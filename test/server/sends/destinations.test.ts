import { describe, expect, it } from 'vitest'
import type { Destination } from '#shared/contract/destination.ts'
import { destination, destinations } from '#shared/contract/destination.ts'
import { wireError } from '#shared/errors.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, shownRow, type Setting } from './set-up.ts'

const known = async ({ call, token }: Setting): Promise<Destination[]> =>
  destinations.parse(await (await call('GET', '/api/destinations', { token })).json())

const change = ({ call, token }: Setting, id: string, body: object) =>
  call('PATCH', `/api/destinations/${id}`, { token, body })

describe('a destination whose sheet is changed by others', () => {
  it('gets each value into its column after columns were moved', async () => {
    const { edit, columnsAt, send, requestOf, shown } = await setUpSending([HEADER])
    await edit({ moveDimension: { source: columnsAt(0, 1), destinationIndex: 3 } })
    await send(requestOf([row('a')]))
    const [title, link, name] = [shownRow('a')[1], shownRow('a')[2], 'a']
    expect(shown('A1:C2')).toEqual([
      ['Title', 'Link', 'Text'],
      [title, link, name],
    ])
  })

  it('after columns were renamed', async () => {
    const { google, spreadsheetId, send, requestOf, shown } = await setUpSending([HEADER])
    google.writeCells(spreadsheetId, 'Sheet1!A1', [['Zitat', 'Seite', 'Adresse', 'Tag']])
    await send(requestOf([row('a')]))
    expect(shown('A2:C2')).toEqual([shownRow('a')])
  })

  it('after a column was inserted between them, which stays empty', async () => {
    const { edit, columnsAt, send, requestOf, shown } = await setUpSending([HEADER])
    await edit({ insertDimension: { range: columnsAt(1, 2), inheritFromBefore: true } })
    await send(requestOf([row('a')]))
    const [name, ...rest] = shownRow('a')
    expect(shown('A2:D2')).toEqual([[name, '', ...rest]])
  })

  it('after rows were inserted above the header', async () => {
    const { edit, rowsAt, google, spreadsheetId, send, requestOf, shown } = await setUpSending([
      HEADER,
      shownRow('first'),
    ])
    await edit({ insertDimension: { range: rowsAt(0, 3), inheritFromBefore: false } })
    google.writeCells(spreadsheetId, 'Sheet1!A1', [['A title over all']])
    expect((await send(requestOf([row('a')]))).range).toBe('A6:D6')
    expect(shown('A6:C6')).toEqual([shownRow('a')])
  })

  it.each([
    ['a column that is filled', { dimension: 'COLUMNS', startIndex: 1, endIndex: 2 }],
    ['its header row', { dimension: 'ROWS', startIndex: 0, endIndex: 1 }],
  ])('is asked for again where %s was deleted, and nothing is written', async (_, range) => {
    const setting = await setUpSending([HEADER, shownRow('first')])
    const { edit, sheetId, post, requestOf, shown } = setting
    await edit({ deleteDimension: { range: { sheetId, ...range } } })
    const before = shown()
    expect(await refusal(post(requestOf([row('a')])))).toEqual({
      status: 409,
      code: 'destination_changed',
    })
    expect(shown()).toEqual(before)
  })

  it('goes on once it was chosen again, with the templates that it had', async () => {
    const setting = await setUpSending([HEADER, shownRow('first')])
    const { edit, columnsAt, choose, chosen, requestFor, send, shown } = setting
    const templates = ['{{title}}', '', '{{url}}', 'as of {{date}}']
    await change(setting, chosen.id, { templates })
    await edit({ deleteDimension: { range: columnsAt(1, 2) } })
    const again = await choose()
    expect(again.id).toBe(chosen.id)
    expect(again.columns.map(({ header, template }) => [header, template])).toEqual([
      ['Text', '{{title}}'],
      ['Link', '{{url}}'],
      ['Date', 'as of {{date}}'],
    ])
    await send(requestFor(again, [row('a').slice(0, 2)]))
    expect(shown('A3:B3')).toEqual([shownRow('a').slice(0, 2)])
  })

  it('is not marked twice, whoever chooses it', async () => {
    const { choose, google, spreadsheetId } = await setUpSending([HEADER])
    await Promise.all([choose(), choose()])
    const marks = google
      .metadata(spreadsheetId)
      .filter(({ metadataKey }) => metadataKey?.startsWith('sheetside.'))
    expect(marks).toHaveLength(HEADER.length + 1)
  })

  it('works by places alone where there is no room for marks', async () => {
    const { direct, call, token, account, requestFor, send, google } = await setUpSending()
    const { spreadsheetId, sheetId } = await direct.makeSheet([HEADER])
    const filler = { metadataKey: 'filler', visibility: 'DOCUMENT', location: { sheetId } }
    await direct.batchUpdate(spreadsheetId, {
      createDeveloperMetadata: {
        developerMetadata: { ...filler, metadataValue: 'x'.repeat(29_990) },
      },
    })
    const body = { account, spreadsheetId, sheetId }
    const chosen = destination.parse(
      await (await call('POST', '/api/destinations', { token, body })).json(),
    )
    expect(chosen.columns.map(({ mark }) => mark)).toEqual(HEADER.map(() => undefined))
    const request = requestFor(chosen, [row('a')])
    await send({ ...request, destination: { ...request.destination, spreadsheetId, sheetId } })
    expect(google.cells(spreadsheetId, 'Sheet1!A2:C2')).toEqual([shownRow('a')])
  })
})

describe('several destinations', () => {
  it('are kept, the last used first, and the last chosen is the default', async () => {
    const setting = await setUpSending([HEADER])
    const { direct, call, token, account, chosen, send, requestOf, clock } = setting
    const second = await direct.makeSheet([['Note']], 'Notes')
    clock.ahead = 1000
    const { spreadsheetId, sheetId } = second
    await call('POST', '/api/destinations', { token, body: { account, spreadsheetId, sheetId } })
    expect((await known(setting)).map((each) => [each.spreadsheetTitle, each.isDefault])).toEqual([
      ['Notes', true],
      ['Reading list', false],
    ])
    clock.ahead = 2000
    await send(requestOf([row('a')]))
    expect((await known(setting)).map((each) => [each.spreadsheetTitle, each.isDefault])).toEqual([
      ['Reading list', false],
      ['Notes', true],
    ])
    expect((await known(setting))[0]?.id).toBe(chosen.id)
  })

  it('are read anew without a word about which is the default, or was used last', async () => {
    const setting = await setUpSending([HEADER])
    const { direct, call, token, account, chosen, clock, spreadsheetId, sheetId, google } = setting
    clock.ahead = 1000
    const notes = await direct.makeSheet([['Note']], 'Notes')
    const other = { account, spreadsheetId: notes.spreadsheetId, sheetId: notes.sheetId }
    await call('POST', '/api/destinations', { token, body: other })
    google.writeCells(spreadsheetId, 'Sheet1!A1', [['Zitat']])
    clock.ahead = 2000
    const body = { account, spreadsheetId, sheetId, keepDefault: true }
    const read = destination.parse(
      await (await call('POST', '/api/destinations', { token, body })).json(),
    )
    expect(read).toMatchObject({ id: chosen.id, isDefault: false })
    expect(read.columns[0]?.header).toBe('Zitat')
    expect((await known(setting)).map((each) => [each.spreadsheetTitle, each.isDefault])).toEqual([
      ['Notes', true],
      ['Reading list', false],
    ])
  })

  it('are taken in beside the default, but the only one is the default', async () => {
    const setting = await setUpSending([HEADER])
    const { direct, call, token, account, chosen } = setting
    const notes = await direct.makeSheet([['Note']], 'Notes')
    const take = async () => {
      const { spreadsheetId, sheetId } = notes
      const body = { account, spreadsheetId, sheetId, keepDefault: true }
      return destination.parse(
        await (await call('POST', '/api/destinations', { token, body })).json(),
      )
    }
    const taken = await take()
    expect(taken.isDefault).toBe(false)
    for (const { id } of [taken, chosen]) await call('DELETE', `/api/destinations/${id}`, { token })
    expect((await take()).isDefault).toBe(true)
  })

  it('can be changed: templates, pages, review, default', async () => {
    const setting = await setUpSending([HEADER])
    const { chosen } = setting
    const templates = ['{{selection}}', 'from {{title}}', '', '']
    const answer = await change(setting, chosen.id, {
      templates,
      urlPattern: 'example.com/*',
      review: true,
    })
    const changed = destination.parse(await answer.json())
    expect(changed.columns.map(({ template }) => template)).toEqual(templates)
    expect(changed).toMatchObject({ urlPattern: 'example.com/*', review: true, isDefault: true })
    expect(await known(setting)).toEqual([changed])
  })

  it('refuse templates that are not one a column', async () => {
    const setting = await setUpSending([HEADER])
    const answer = change(setting, setting.chosen.id, { templates: ['{{title}}'] })
    expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
  })

  it.each([
    ['{{tittle}}', 'What goes into “Title” can’t be read. There is no variable “tittle”.'],
    ['{{title', 'What goes into “Title” can’t be read. Close the braces with }}.'],
  ])('refuse the template %s, and say in which column', async (template, message) => {
    const setting = await setUpSending([HEADER])
    const { chosen } = setting
    const answer = await change(setting, chosen.id, {
      templates: ['{{selection}}', template, '', ''],
      review: true,
    })
    expect(answer.status).toBe(400)
    const told = wireError.parse(await answer.json())
    expect(told.code).toBe('invalid_input')
    expect(told.message).toContain(message)
    expect(await known(setting)).toEqual([chosen])
  })

  it('say which column it is where it has no name', async () => {
    const setting = await setUpSending([])
    const templates = ['', '{{tittle}}', '', '']
    const answer = await change(setting, setting.chosen.id, { templates })
    expect(wireError.parse(await answer.json()).message).toContain('What goes into column 2 can’t')
  })

  it('keep the pages that are theirs without what browsers would not understand', async () => {
    const setting = await setUpSending([HEADER])
    const patternAfter = async (urlPattern: string | null) => {
      const answer = await change(setting, setting.chosen.id, { urlPattern })
      return destination.parse(await answer.json()).urlPattern
    }
    expect(await patternAfter('https://Example.com/jobs/*#top')).toBe('example.com/jobs/*')
    expect(await patternAfter('')).toBeNull()
    expect(await patternAfter('*.example.com')).toBe('*.example.com/*')
    expect(await patternAfter(null)).toBeNull()
  })

  it('refuse what is no address of pages', async () => {
    const setting = await setUpSending([HEADER])
    const answer = change(setting, setting.chosen.id, { urlPattern: 'www.*.com' })
    expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
    expect(await known(setting)).toEqual([setting.chosen])
  })

  it('are nobody else’s to change or to forget', async () => {
    const setting = await setUpSending([HEADER])
    const { chosen, register, call } = setting
    const { token } = await register('other@example.com')
    const path = `/api/destinations/${chosen.id}`
    const answer = call('PATCH', path, { token, body: { review: true } })
    expect(await refusal(answer)).toEqual({ status: 404, code: 'not_found' })
    await call('DELETE', path, { token })
    expect(await known(setting)).toEqual([chosen])
  })

  it('can be forgotten; the last used of the others is the default then', async () => {
    const setting = await setUpSending([HEADER])
    const { direct, call, token, account, chosen, clock } = setting
    clock.ahead = 1000
    const { spreadsheetId, sheetId } = await direct.makeSheet([['Note']], 'Notes')
    const body = { account, spreadsheetId, sheetId }
    const second = destination.parse(
      await (await call('POST', '/api/destinations', { token, body })).json(),
    )
    await call('DELETE', `/api/destinations/${second.id}`, { token })
    expect(await known(setting)).toEqual([{ ...chosen, isDefault: true }])
    await call('DELETE', `/api/destinations/${chosen.id}`, { token })
    expect(await known(setting)).toEqual([])
  })
})
