/** Reads `#gid=0&range=A7:D7`: turns to the tab and the part it names, then marks the cells. */
export const SHEET_SCRIPT = `
const table = document.querySelector('table')
const number = (name) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
const name = (column) => {
  let text = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}
const numbers = (text) => text.split(' ').map(Number)
const shown = ([start, end, frozen], at) => at < frozen || (at >= start && at < end)
const show = () => {
  const hash = new URLSearchParams(location.hash.slice(1))
  const { gid } = table.dataset
  const rows = numbers(table.dataset.rows)
  const columns = numbers(table.dataset.columns)
  const match = /^([A-Z]+)(\\d+)(?::([A-Z]+)(\\d+))?$/.exec(hash.get('range') ?? '')
  const top = match ? Number(match[2]) - 1 : rows[0]
  const left = match ? number(match[1]) : columns[0]
  const wanted = hash.get('gid') ?? gid
  if (wanted !== gid || !shown(rows, top) || !shown(columns, left)) {
    // Written as the browser will have it in its address, or the page would load for ever.
    const query = '?' + new URLSearchParams({ gid: wanted, from: match ? top : 0, left: match ? left : 0 })
    if (query !== location.search) location.replace(query + location.hash)
    return
  }
  for (const cell of table.querySelectorAll('.here')) cell.classList.remove('here', 'start', 'end')
  if (!match) return
  const right = Math.min(match[3] ? number(match[3]) : left, columns[1] - 1)
  const last = Math.min(match[4] ? Number(match[4]) - 1 : top, rows[1] - 1)
  for (let row = top; row <= last; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const cell = table.querySelector('[data-at=' + name(column) + (row + 1) + ']')
      cell?.classList.add('here')
      cell?.classList.toggle('start', column === left)
      cell?.classList.toggle('end', column === right)
      cell?.parentElement.cells[0].classList.add('here')
    }
  }
  table.querySelector('td.here')?.scrollIntoView({ block: 'center', inline: 'nearest' })
}
if (table) {
  addEventListener('hashchange', show)
  show()
}
`
