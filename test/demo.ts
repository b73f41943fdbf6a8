import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DEFAULT_SERVER } from '#shared/extension.ts'
import { buildExtension } from './browser/build.ts'
import { findChromium } from './browser/chromium.ts'
import { launchBrowser } from './browser/launch.ts'
import { startStack, type Stack } from './browser/stack.ts'
import { servePages, type Pages } from './pages/serve.ts'
import { tellStory } from './tour/story.ts'

const USAGE = `npm run demo [-- OPTIONS]
  --headless      walk through the story without a window, as is done where there is no display
  --tour DIR      where the pictures of the walk go; by default a new folder, which is then named
  --theme THEME   light, dark or both (the default): of the pictures
  --keep          leave everything running after the walk, until Ctrl+C
DATA_DIR names a folder for the server's data that outlives the demo; a walk always starts afresh.`

const say = (line: string) => console.log(line)
const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']
const options = readOptions()
const walks = options.headless || options.tour !== undefined
const ended = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())

try {
  const chromium = await findChromium(say)
  process.env['CHROMIUM_PATH'] = chromium
  await buildExtension('chrome', say)
  const pages = await servePages()
  const stack = await startServers()
  if (walks) await walk(chromium, stack, pages)
  else await stay(stack, pages)
  await Promise.all([stack.close(), pages.close()])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// Whatever else may still be open, such as a browser that was told to close, is not waited for.
process.exit()

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        headless: { type: 'boolean', default: display === undefined },
        tour: { type: 'string' },
        theme: { type: 'string', default: 'both' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      say(USAGE)
      process.exit(0)
    }
    return { ...values, themes: themesOf(values.theme) }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exit(2)
  }
}

function themesOf(theme: string) {
  switch (theme) {
    case 'light':
    case 'dark':
      return [theme] as const
    case 'both':
      return ['light', 'dark'] as const
    default:
      throw new Error(`--theme is light, dark or both, not ${theme}.`)
  }
}

async function startServers(): Promise<Stack> {
  const wanted = Number(new URL(DEFAULT_SERVER).port)
  const dataDir = walks ? undefined : process.env['DATA_DIR']
  const stack = await startStack({
    port: wanted,
    logLevel: 'info',
    ...(dataDir && { dataDir: resolve(dataDir) }),
  })
  say(`Local Google: ${stack.google.url}`)
  const why = stack.server.port === wanted ? '' : ` (port ${wanted} is taken)`
  say(`Server: ${stack.url}${why}, its data in ${stack.dataDir}`)
  return stack
}

/** The story, step by step, with a picture of each. */
async function walk(chromium: string, stack: Stack, pages: Pages): Promise<void> {
  const dir = resolve(options.tour ?? (await mkdtemp(join(tmpdir(), 'sheetside-tour-'))))
  const { headless, themes } = options
  try {
    const { signal } = ended
    const story = await tellStory({ chromium, stack, pages, headless, dir, themes, say, signal })
    say(`All ${story.steps} steps hold. Their pictures are in ${dir}`)
    if (options.keep) {
      say('Everything is left running. Ctrl+C ends it.')
      await untilEnded()
    }
    await story.close()
  } catch (error) {
    const log = stack.server.log().split('\n').slice(-12).join('\n')
    await Promise.all([stack.close(), pages.close()])
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\n` +
        `Pictures so far are in ${dir}\nThe end of the server's log:\n${log}`,
      { cause: error },
    )
  }
}

/** A window for a person to try things in, until it is closed or Ctrl+C is pressed. */
async function stay(stack: Stack, pages: Pages): Promise<void> {
  const browser = await launchBrowser({ headless: false, forPerson: true })
  if (stack.url !== DEFAULT_SERVER) await browser.setServer(stack.url)
  const [page = await browser.newPage()] = await browser.raw.pages()
  await page.goto(pages.url('night-trains.html'))
  await page.bringToFront()
  say('')
  say('1. Click Sheetside in the toolbar, create an account, and connect Google (choose anybody).')
  say('2. Open the side panel, choose "Reading list", and press "Send here".')
  say('3. Select text on the page, right-click it, and choose "Send selection to sheet".')
  say('Closing the window or Ctrl+C ends it all.')
  await Promise.race([untilEnded(), new Promise((done) => browser.raw.once('disconnected', done))])
  await browser.close()
}

async function untilEnded(): Promise<void> {
  if (!ended.signal.aborted) await once(ended.signal, 'abort')
}
