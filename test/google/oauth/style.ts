/** The look of the chooser and consent pages, light and dark, from 320 px up. */
export const OAUTH_STYLE = `
:root { color-scheme: light dark; --page: #f0f4f9; --card: #fff; --ink: #1f1f1f; --soft: #5f6368;
  --line: #dadce0; --hover: #f1f3f4; --blue: #0b57d0; --on-blue: #fff; --tint: #e8f0fe; --bad: #b3261e; --badtint: #fce8e6 }
@media (prefers-color-scheme: dark) { :root { --page: #1e1f20; --card: #0e0e0e; --ink: #e3e3e3; --soft: #b0b5ba;
  --line: #3c4043; --hover: #1e1f20; --blue: #a8c7fa; --on-blue: #062e6f; --tint: #1b2a44; --bad: #f2b8b5; --badtint: #3b1f1d } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); display: flex; flex-direction: column;
  align-items: center; justify-content: center; font: 14px/20px Roboto, 'Inter Variable', system-ui, Arial, sans-serif }
.card { background: var(--card); width: 100%; max-width: 1040px; border-radius: 28px; overflow: hidden }
.brand { display: flex; align-items: center; gap: 12px; padding: 14px 24px; border-bottom: 1px solid var(--line);
  font-weight: 500; font-size: 14px }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 32px; padding: 36px }
.app { width: 48px; height: 48px; border-radius: 12px; background: linear-gradient(135deg, #1a73e8, #188038); color: #fff;
  display: grid; place-items: center; font-size: 24px; font-weight: 600 }
.app.bad { background: var(--badtint); color: var(--bad) }
h1 { font-weight: 400; font-size: 34px; line-height: 42px; margin: 20px 0 12px; overflow-wrap: anywhere }
h2 { font-size: 14px; line-height: 20px; font-weight: 600; margin: 20px 0 8px }
p { margin: 0 0 12px }
.sub { font-size: 16px; line-height: 24px }
.sub b { color: var(--blue); font-weight: 500 }
.fine { color: var(--soft); font-size: 13px }
.breakable { overflow-wrap: anywhere }
.code { font-weight: 600 }
.warning { background: var(--badtint); color: var(--bad); border-radius: 12px; padding: 10px 14px }
.chip { display: inline-flex; align-items: center; gap: 8px; padding: 4px 12px 4px 4px; border: 1px solid var(--line);
  border-radius: 16px; color: inherit; text-decoration: none; font-weight: 500; max-width: 100% }
.chip span:last-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.chip:hover { background: var(--hover) }
.avatar { flex: none; width: 32px; height: 32px; border-radius: 50%; color: #fff; display: inline-grid; place-items: center;
  font-size: 16px; font-weight: 500 }
.avatar.small { width: 24px; height: 24px; font-size: 13px }
ul { list-style: none; margin: 0; padding: 0 }
.accounts li { border-bottom: 1px solid var(--line) }
.accounts { margin-bottom: 20px }
.accounts button { width: 100%; display: flex; align-items: center; gap: 14px; padding: 13px 12px; border: 0; background: none;
  color: inherit; font: inherit; text-align: start; cursor: pointer }
.accounts button:hover { background: var(--hover) }
.who { display: grid; min-width: 0 }
.name { font-weight: 500 }
.email { color: var(--soft); font-size: 12px; line-height: 16px; overflow: hidden; text-overflow: ellipsis }
.lines li { display: flex; align-items: center; gap: 12px; padding: 8px 0 }
.lines li > :first-child { flex: none }
.had svg { color: var(--blue) }
.scopes { border: 1px solid var(--line); border-radius: 16px; overflow: hidden }
.scope { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding: 12px 16px; cursor: pointer }
.scope + .scope { border-top: 1px solid var(--line) }
.scope:hover { background: var(--hover) }
.scope.all { font-weight: 500 }
.scope input { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--blue) }
.search { display: flex; align-items: center; gap: 10px; padding: 0 16px; height: 44px; border: 1px solid var(--line);
  border-radius: 22px; color: var(--soft) }
.search:focus-within { outline: 2px solid var(--blue); outline-offset: -1px }
.search svg { flex: none }
.search input { flex: 1; min-width: 0; border: 0; padding: 0; background: none; color: var(--ink); font: inherit; outline: none }
.files { margin: 12px 0 8px; padding: 0; border: 1px solid var(--line); border-radius: 16px; min-width: 0; max-height: 420px;
  overflow: auto; position: relative }
.files legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.file { display: flex; align-items: center; gap: 14px; padding: 9px 16px; cursor: pointer }
.file + .file { border-top: 1px solid var(--line) }
.file:hover { background: var(--hover) }
.file:has(:checked) { background: var(--tint) }
.file input { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--blue) }
.file img, .file svg { flex: none }
.file .name { overflow: hidden; text-overflow: ellipsis }
.count { margin: 0 }
[hidden] { display: none !important }
.chip + .sub { margin-top: 12px }
.actions { display: flex; justify-content: flex-end; gap: 12px; margin-top: 24px }
.actions button { font: inherit; font-weight: 500; min-width: 96px; height: 40px; padding: 0 24px; border-radius: 20px; cursor: pointer }
.plain { background: none; border: 1px solid var(--line); color: var(--blue) }
.plain:hover { background: var(--tint) }
.filled { background: var(--blue); border: 1px solid transparent; color: var(--on-blue) }
.filled:hover { filter: brightness(1.08) }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px }
.accounts button:focus-visible, .scope input:focus-visible { outline-offset: -2px }
.foot { width: 100%; max-width: 1040px; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 24px;
  padding: 14px 24px; color: var(--soft); font-size: 12px }
@media (max-width: 760px) {
  body { background: var(--card); justify-content: flex-start }
  .card { border-radius: 0; overflow: visible }
  .columns { grid-template-columns: 1fr; gap: 12px; padding: 20px 24px 8px }
  .app { width: 40px; height: 40px; font-size: 20px }
  h1 { font-size: 22px; line-height: 28px }
  h2 { margin: 14px 0 6px }
  .lines li { padding: 5px 0 }
  .lead { display: grid; grid-template-columns: auto 1fr; column-gap: 14px; align-items: center; justify-items: start }
  .lead h1 { margin: 0 }
  .lead .sub, .lead .chip { grid-column: 2 }
  .lead .sub { margin: 0 }
  .lead .chip { margin-top: 6px }
  .lead .chip + .sub { margin-top: 8px }
  .files { max-height: none }
  .actions { position: sticky; bottom: 0; margin-top: 4px; padding: 12px 0; background: var(--card) }
}
`
