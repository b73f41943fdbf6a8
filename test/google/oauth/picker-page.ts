import { html, raw } from 'hono/html'
import { SPREADSHEET, type Item } from '#test/google/drive/item.ts'
import type { Client } from './clients.ts'
import { accountChip, appMark, page, type Html } from './page.ts'
import type { Person } from './people.ts'
import type { Picker } from './picker.ts'

/** "Choose files": a box for each file, or a button when only one may be chosen. */
export function pickerPage(given: {
  id: string
  client: Client
  person: Person
  picker: Picker
  files: readonly Item[]
  nothingChosen: boolean
}): Html {
  const { id, client, person, picker, files, nothingChosen } = given
  const heading = picker.multiple ? 'Choose files' : 'Choose a file'
  return page({
    title: `${heading} for ${client.name}`,
    lead: html`${appMark(client)}
      <h1>${heading} for ${client.name}</h1>
      ${accountChip(person, id)}
      <p class="sub">${client.name} will see and change only what you choose here.</p>`,
    body: html`<form class="body" method="post" action="/signin/oauth/picker">
      <input type="hidden" name="flow" value="${id}" />
      ${
        nothingChosen
          ? html`<p class="warning" role="alert">
              Nothing is chosen yet. Choose ${picker.multiple ? 'at least one file' : 'a file'}, or
              cancel.
            </p>`
          : ''
      }
      ${files.length === 0 ? html`<p>There is nothing here to choose.</p>` : fileList(given)}
      <div class="actions">
        <button class="plain" name="decision" value="cancel">Cancel</button>
        <button class="filled" name="decision" value="insert">Insert</button>
      </div>
    </form>`,
    script: SEARCH,
  })
}

function fileList(given: { person: Person; picker: Picker; files: readonly Item[] }): Html {
  const { person, picker, files } = given
  return html`<label class="search">
      ${raw(LENS)}<input
        type="search"
        id="search"
        placeholder="Search in Drive"
        aria-label="Search in Drive"
        autocomplete="off"
      />
    </label>
    <fieldset class="files">
      <legend>Files, last changed first</legend>
      ${files.map((file, index) => row(file, index, person, picker))}
    </fieldset>
    <p class="fine count" id="count" role="status">${count(files.length)}</p>`
}

/** What `file_ids` names is chosen to begin with, as far as it may be. */
function row(file: Item, index: number, person: Person, picker: Picker): Html {
  const chosen = picker.fileIds !== null && (picker.multiple || index === 0)
  const owner = file.owner === person ? 'me' : file.owner.name
  return html`<label class="file">
    <input
      type="${picker.multiple ? 'checkbox' : 'radio'}"
      name="file"
      value="${file.id}"
      ${chosen ? 'checked' : ''}
    />
    ${
      file.mimeType === SPREADSHEET
        ? html`<img src="/icons/spreadsheet.svg" alt="" width="24" height="24" />`
        : raw(SHEET_OF_PAPER)
    }
    <span class="who"
      ><span class="name" dir="auto">${file.name}</span
      ><span class="email">${DAY.format(file.modifiedTime)} · ${owner}</span></span
    >
  </label>`
}

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

function count(files: number): string {
  return files === 1 ? '1 file' : `${String(files)} files`
}

const SHEET_OF_PAPER =
  '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4"/></svg>'

const LENS =
  '<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/></svg>'

/** Narrows the list while one types, and says how many are left and chosen. */
const SEARCH = `
const search = document.querySelector('#search')
const rows = [...document.querySelectorAll('.file')]
const show = () => {
  const wanted = search.value.trim().toLowerCase()
  let shown = 0
  for (const row of rows) {
    row.hidden = !row.querySelector('.name').textContent.toLowerCase().includes(wanted)
    if (!row.hidden) shown += 1
  }
  const chosen = rows.filter((row) => row.querySelector('input').checked).length
  document.querySelector('#count').textContent =
    (shown === 0 ? 'No file has that name' : shown === 1 ? '1 file' : shown + ' files') +
    (chosen > 0 ? ' · ' + chosen + ' chosen' : '')
}
if (search) {
  search.addEventListener('input', show)
  search.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault() })
  for (const row of rows) row.addEventListener('change', show)
  show()
}
`
