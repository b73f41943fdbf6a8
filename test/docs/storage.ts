import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const STORAGE_PAGE = 'docs/storage.md'

/** How the page says that something is kept. */
export const FORMS = ['Argon2id', 'SHA-256', 'sealed', 'as it is'] as const
export type Form = (typeof FORMS)[number]

/** A place where a secret is: `table.column`, `storage.local.key`, a file or a variable. */
export type Kept = { place: string; form: Form }

/** The secrets that the page lists, a place each. @throws Error for a line that can't be understood */
export function secretsOn(page: string): Kept[] {
  const sections = sectionsOf(page).filter(({ heading }) => heading.startsWith('Secrets'))
  return sections.flatMap(({ lines }) =>
    lines
      .filter((line) => line.startsWith('| ') && !/^\| (?:what +\||---)/.test(line))
      .flatMap((line) => {
        const [, where = '', how = ''] = line
          .slice(1)
          .split('|')
          .map((cell) => cell.trim())
        const form = FORMS.find((one) => one === how)
        if (!form) throw new Error(`No such way to keep something: ${line}`)
        return codeIn(where).map((place) => ({ place, form }))
      }),
  )
}

/** What the page lists as no secret: lines of the form `` - `table`: `column`, … ``. */
export function plainOn(page: string): string[] {
  const sections = sectionsOf(page).filter(({ heading }) => heading.startsWith('Everything else'))
  return sections.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      const [, owner, rest = ''] = /^- `([\w.]+)`[^:]*: (.*)$/.exec(line) ?? []
      return owner === undefined
        ? []
        : codeIn(rest.replaceAll(/\([^)]*\)/g, '')).map((name) => `${owner}.${name}`)
    }),
  )
}

/** The paths that stand on the page. */
export function pathsOn(page: string, folder: string): string[] {
  return codeIn(page).filter((code) => code.startsWith(`${folder}/`))
}

export function readPage(root: string): string {
  return readFileSync(join(root, STORAGE_PAGE), 'utf8')
}

function sectionsOf(page: string): { heading: string; lines: string[] }[] {
  return page.split(/^## /m).map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    return { heading, lines }
  })
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}
