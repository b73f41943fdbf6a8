import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Something that a document names and that is not there. */
export type DeadReference = { document: string; line: number; reference: string; why: string }

const LINK = /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g
const CODE = /`([^`\n]+)`/g
const SCRIPT = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g
/** `test/server/app.test.ts › title of a test` */
const TEST = /^(test\/\S+\.test\.tsx?) › (.+)$/
const FENCE = /^\s*```/
/** A placeholder stands for a path: `test/<part>/…`, `server/*.ts`. */
const PLACEHOLDER = /[*<>{}…]/
const HEADING = /^#+\s+(.*)$/gm

/**
 * Every relative link, path or test in backticks and npm script that the repository's documents name and that
 * does not exist. Only what starts with a folder of the repository's counts as a path; what a build or
 * a run makes, such as `.output/`, is none.
 */
export function deadReferences(root: string): DeadReference[] {
  const scripts = scriptsOf(root)
  const folders = readdirSync(root).filter((name) => isKept(root, name))
  return documentsOf(root).flatMap((document) => {
    const dead: DeadReference[] = []
    let fenced = false
    for (const [index, text] of readFileSync(join(root, document), 'utf8').split('\n').entries()) {
      const note = (reference: string, why: string) =>
        dead.push({ document, line: index + 1, reference, why })
      if (FENCE.test(text)) fenced = !fenced

      for (const [, run, short] of text.matchAll(SCRIPT)) {
        const script = run ?? short ?? ''
        if (!scripts.has(script)) note(`npm run ${script}`, 'package.json has no such script')
      }
      if (fenced) continue
      for (const [, target = ''] of text.matchAll(LINK)) {
        const why = whyLinkIsDead(root, document, target)
        if (why) note(target, why)
      }
      for (const [, code = ''] of text.matchAll(CODE)) {
        const [, file, title] = TEST.exec(code) ?? []
        if (file !== undefined && title !== undefined) {
          if (!hasTest(join(root, file), title)) note(code, 'no such test')
          continue
        }
        const path = pathIn(code, folders)
        if (path && !existsSync(join(root, path))) note(code, 'no such file or folder')
      }
    }
    return dead
  })
}

function documentsOf(root: string): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const docs = existsSync(join(root, 'docs'))
    ? readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    : []
  return [
    ...top,
    ...docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
  ].toSorted()
}

function scriptsOf(root: string): Set<string> {
  const file = join(root, 'package.json')
  if (!existsSync(file)) return new Set()
  const { scripts = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    scripts?: Record<string, string>
  }
  return new Set(Object.keys(scripts))
}

/** Whether a file has a test of this title, as it is written there. */
function hasTest(file: string, title: string): boolean {
  if (!existsSync(file)) return false
  const text = readFileSync(file, 'utf8')
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted))
}

/** Folders that hold what is written, not what is made. */
function isKept(root: string, name: string): boolean {
  const made = ['node_modules', '.git', '.output', '.wxt', '.data', 'coverage']
  return !made.includes(name) && statSync(join(root, name)).isDirectory()
}

function whyLinkIsDead(root: string, document: string, target: string): string | null {
  if (/^[a-z]+:/.test(target)) return null
  const [path = '', anchor] = decodeURIComponent(target).split('#')
  const file = path === '' ? document : relative(root, join(root, dirname(document), path))
  if (!existsSync(join(root, file))) return 'no such file or folder'
  if (anchor === undefined || !file.endsWith('.md')) return null
  return anchorsOf(join(root, file)).has(anchor) ? null : `no such heading in ${file}`
}

/** The anchors GitHub gives to headings: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(file: string): Set<string> {
  const headings = [...readFileSync(file, 'utf8').matchAll(HEADING)]
  return new Set(
    headings.map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )
}

/** The path that a piece of code in a text names, up to its first placeholder; null where it names none. */
function pathIn(code: string, folders: string[]): string | null {
  const [path = ''] = code.replace(/^#/, '').split(/[\s:#]/)
  const [top = ''] = path.split('/')
  if (!path.includes('/') || !folders.includes(top)) return null
  const placeholder = PLACEHOLDER.exec(path)
  return placeholder ? dirname(`${path.slice(0, placeholder.index)}x`) : path
}
