/** The look of a spreadsheet in the browser, light and dark. */
export const SHEET_STYLE = `
:root { color-scheme: light dark; --page: #f9fbfd; --card: #fff; --ink: #1f1f1f; --soft: #575b5f; --line: #e1e3e1;
  --head: #f0f3f6; --green: #188038; --mark: #e6f4ea; --link: #1155cc; --tabon: #e1f0e5 }
@media (prefers-color-scheme: dark) { :root { --page: #1b1b1c; --card: #121314; --ink: #e3e3e3; --soft: #a8abaf; --line: #2f3133;
  --head: #202224; --green: #6dd58c; --mark: #14361f; --link: #a8c7fa; --tabon: #1c3324 } }
* { box-sizing: border-box }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--ink);
  font: 13px/18px Roboto, 'Inter Variable', system-ui, Arial, sans-serif }
header { display: flex; align-items: center; gap: 10px; padding: 12px 16px }
header svg { flex: none; width: 30px; height: 30px }
h1 { font-size: 18px; line-height: 24px; font-weight: 500; margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.badge { flex: none; border: 1px solid var(--line); border-radius: 12px; padding: 2px 10px; color: var(--soft); font-size: 12px }
.owner { margin-inline-start: auto; color: var(--soft); white-space: nowrap }
.grid { flex: 1; overflow: auto; background: var(--card); border-block: 1px solid var(--line) }
table { border-collapse: separate; border-spacing: 0; table-layout: fixed; width: max-content }
.numbers { width: 46px }
th { background: var(--head); color: var(--soft); font-weight: 400; font-size: 12px; text-align: center; height: 24px }
thead th { position: sticky; top: 0; z-index: 2 }
tbody th { position: sticky; inset-inline-start: 0; z-index: 1 }
thead th:first-child { inset-inline-start: 0; z-index: 3 }
th, td { border: 0 solid var(--line); border-width: 0 1px 1px 0; padding: 1px 4px }
td { height: 22px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
td.n { text-align: end; font-variant-numeric: tabular-nums }
td.b { text-align: center }
td.strong { font-weight: 600 }
td a { color: var(--link); text-decoration: underline }
.frozen td { position: sticky; top: 24px; z-index: 1; background: var(--card); border-bottom: 3px solid var(--line) }
td.here { background: var(--mark); box-shadow: inset 0 2px 0 var(--green), inset 0 -2px 0 var(--green) }
td.here.start { box-shadow: inset 2px 2px 0 var(--green), inset 0 -2px 0 var(--green) }
td.here.end { border-inline-end: 2px solid var(--green) }
th.here { background: var(--mark); color: var(--green); font-weight: 600 }
footer { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding: 0 12px; min-height: 42px }
nav { display: flex; gap: 2px; overflow-x: auto; align-self: stretch }
.tab { display: flex; align-items: center; padding: 0 14px; color: var(--soft); text-decoration: none; white-space: nowrap;
  border-bottom: 3px solid var(--tab, transparent) }
.tab[aria-current] { color: var(--green); background: var(--tabon); font-weight: 600 }
.window { display: flex; gap: 12px; color: var(--soft); white-space: nowrap }
.window a { color: var(--link) }
.missing { margin: 12vh auto; max-width: 460px; padding: 0 24px }
:focus-visible { outline: 2px solid var(--green); outline-offset: -2px }
@media (max-width: 640px) { .owner { display: none } .window span { display: none } }
`

/** Reads `#gid=0&range=A7:D7`: turns to the tab and the rows it names, then marks the cells. */
export const SHEET_SCRIPT = `
const table = document.querySelector('table')
const column = (name) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
const show = () => {
  const hash = new URLSearchParams(location.hash.slice(1))
  const { gid, from, until, step } = table.dataset
  const match = /^([A-Z]+)(\\d+)(?::([A-Z]+)(\\d+))?$/.exec(hash.get('range') ?? '')
  const first = match ? Number(match[2]) - 1 : Number(from)
  const wantedGid = hash.get('gid') ?? gid
  if (wantedGid !== gid || first < Number(from) || first >= Number(until)) {
    const start = match ? Math.floor(first / Number(step)) * Number(step) : 0
    const query = '?gid=' + wantedGid + '&from=' + start
    if (query !== location.search) location.replace(query + location.hash)
    return
  }
  for (const cell of table.querySelectorAll('.here')) cell.classList.remove('here', 'start', 'end')
  if (!match) return
  const left = column(match[1])
  const right = match[3] ? column(match[3]) : left
  const last = match[4] ? Number(match[4]) - 1 : first
  for (let row = first; row <= Math.min(last, Number(until) - 1); row += 1) {
    const cells = table.tBodies[0].rows[row - Number(from)].cells
    cells[0].classList.add('here')
    for (let at = left; at <= right && cells[at + 1]; at += 1) {
      cells[at + 1].classList.add('here')
      cells[at + 1].classList.toggle('start', at === left)
      cells[at + 1].classList.toggle('end', at === right)
    }
  }
  table.querySelector('td.here')?.scrollIntoView({ block: 'center', inline: 'nearest' })
}
addEventListener('hashchange', show)
show()
`
