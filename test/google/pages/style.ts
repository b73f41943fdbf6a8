/** The look of a spreadsheet in the browser, light and dark. */
export const SHEET_STYLE = `
:root { color-scheme: light dark; --page: #f9fbfd; --card: #fff; --ink: #1f1f1f; --soft: #575b5f; --line: #e1e3e1;
  --head: #f0f3f6; --green: #188038; --mark: #e6f4ea; --link: #1155cc; --tabon: #e1f0e5; --chip: #e8eaed; --note: #f9ab00 }
@media (prefers-color-scheme: dark) { :root { --page: #1b1b1c; --card: #121314; --ink: #e3e3e3; --soft: #a8abaf; --line: #2f3133;
  --head: #202224; --green: #6dd58c; --mark: #14361f; --link: #a8c7fa; --tabon: #1c3324; --chip: #303338; --note: #fdd663 } }
* { box-sizing: border-box }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--ink);
  font: 13px/18px Roboto, 'Inter Variable', system-ui, Arial, sans-serif }
header { display: flex; align-items: center; gap: 10px; padding: 12px 16px }
header svg { flex: none; width: 30px; height: 30px }
h1 { font-size: 18px; line-height: 24px; font-weight: 500; margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.badge { flex: none; border: 1px solid var(--line); border-radius: 12px; padding: 2px 10px; color: var(--soft); font-size: 12px }
.owner { margin-inline-start: auto; color: var(--soft); white-space: nowrap }
.grid { flex: 1; overflow: auto; background: var(--card); border-block: 1px solid var(--line) }
table { border-collapse: separate; border-spacing: 0; table-layout: fixed; position: relative }
.numbers { width: 46px }
th { background: var(--head); color: var(--soft); font-weight: 400; font-size: 12px; text-align: center; height: 24px }
thead { position: sticky; top: 0; z-index: 3 }
tr > th:first-child { position: sticky; inset-inline-start: 0; z-index: 2 }
tr { height: 22px }
th, td { border: 0 solid var(--line); border-block-end-width: 1px; border-inline-end-width: 1px; padding: 1px 4px }
td { position: relative; background: var(--card); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; vertical-align: bottom;
  font-variant-numeric: tabular-nums }
td.over { overflow: visible; z-index: 1 }
.bare td { border-color: transparent }
td a { color: var(--link); text-decoration: underline }
td.side { position: sticky; z-index: 1 }
tr.last > * { border-block-end: 3px solid var(--line) }
td.edge { border-inline-end: 3px solid var(--line) }
td.note::after { content: ''; position: absolute; inset-block-start: 0; inset-inline-end: 0; border: 4px solid transparent;
  border-block-start-color: var(--note); border-inline-end-color: var(--note) }
td.filter { padding-inline-end: 20px }
td.filter::before { content: ''; position: absolute; inset-inline-end: 6px; inset-block-end: 7px; width: 10px; height: 6px;
  background: linear-gradient(var(--green) 0 2px, transparent 2px 4px, var(--green) 4px);
  clip-path: polygon(0 0, 100% 0, 70% 100%, 30% 100%) }
.chip { display: inline-flex; align-items: center; gap: 6px; max-width: 100%; padding: 0 8px; border-radius: 10px; background: var(--chip) }
.chip > span { overflow: hidden; text-overflow: ellipsis }
.chip::after { content: ''; flex: none; border: 4px solid transparent; border-block-start-color: var(--soft); margin-block-start: 4px }
.box { display: inline-block; width: 14px; height: 14px; border: 2px solid var(--soft); border-radius: 2px; vertical-align: -2px }
.box.on { background: var(--green); border-color: var(--green);
  clip-path: path('M2 0H12Q14 0 14 2V12Q14 14 12 14H2Q0 14 0 12V2Q0 0 2 0ZM3 6.6 2 7.6 5.4 11 12.2 4.2 11.2 3.2 5.4 9Z'); }
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
.object { padding: 12px 16px; color: var(--soft) }
.missing { margin: 12vh auto; max-width: 460px; padding: 0 24px }
:focus-visible { outline: 2px solid var(--green); outline-offset: -2px }
@media (max-width: 640px) { .owner { display: none } .window span { display: none } }
`
