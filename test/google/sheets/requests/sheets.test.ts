import { describe, expect, it } from 'vitest'
import { message, setUpBench } from './bench.ts'

const bench = setUpBench()

describe('sheets', () => {
  it('a name can be had once [I]', async () => {
    const answer = await bench.batch({ addSheet: { properties: { title: 'sheet1' } } })
    expect(message(answer)).toBe(
      'Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. Please enter another name.',
    )
  })

  it('not all of them can be hidden [R]', async () => {
    const properties = { sheetId: 0, hidden: true }
    const answer = await bench.batch({ updateSheetProperties: { properties, fields: 'hidden' } })
    expect(message(answer)).toBe(
      "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document.",
    )
  })

  it('a tab’s colour is kept in 8 bits a part, beside its twin [R]', async () => {
    const tabColorStyle = { rgbColor: { red: 1, green: 0, blue: 0.5 } }
    const properties = { sheetId: 0, tabColorStyle }
    await bench.batch({ updateSheetProperties: { properties, fields: 'tabColorStyle' } })
    const kept = { red: 1, blue: 0.49803922 }
    expect(await bench.get('sheets.properties(tabColor,tabColorStyle)')).toEqual({
      sheets: [{ properties: { tabColor: kept, tabColorStyle: { rgbColor: kept } } }],
    })
  })
})
