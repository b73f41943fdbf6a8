import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { ROOT } from '#test/browser/run-command.ts'

const run = promisify(execFile)

/** As another's script would: plain Node, a DOM of their own, and nothing of a browser's around it. */
async function captured(making: string): Promise<unknown> {
  const script = `
    const { captureSelection } = await import('./extension/capture/index.ts')
    const html = '<table lang="en"><tr><th>Item</th><th>Price</th></tr><tr><td>=1+1</td><td>$1,200.50</td></tr></table>'
    ${making}
    for (const name of ['window', 'document', 'Node', 'Element', 'getComputedStyle']) {
      if (name in globalThis) throw new Error(name + ' is global')
    }
    console.log(JSON.stringify([element, document].map((root) => captureSelection(root))))
  `
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
  })
  return JSON.parse(stdout)
}

const TABLE = {
  headerRows: 1,
  rows: [
    [
      { kind: 'text', value: 'Item' },
      { kind: 'text', value: 'Price' },
    ],
    [
      { kind: 'text', value: '=1+1' },
      { kind: 'number', value: 1200.5, format: { type: 'CURRENCY', pattern: '[$$]#,##0.00' } },
    ],
  ],
}

it(
  'a script in plain Node captures with linkedom, which knows no selections',
  { timeout: 30_000 },
  async () => {
    const found = await captured(`
    const { parseHTML } = await import('linkedom')
    const { document } = parseHTML('<!doctype html><html><body>' + html + '</body></html>')
    const element = document.querySelector('table')
  `)
    expect(found).toEqual([TABLE, TABLE])
  },
)

it('and with happy-dom, which does', { timeout: 30_000 }, async () => {
  const found = await captured(`
    const { Window } = await import('happy-dom')
    const { document } = new Window()
    document.body.innerHTML = html
    const element = document.querySelector('table')
    document.getSelection().selectAllChildren(document.body)
  `)
  expect(found).toEqual([TABLE, TABLE])
})
