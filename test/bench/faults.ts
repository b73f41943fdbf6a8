import { findChromium } from '#test/browser/chromium.ts'
import { buildExtension } from '#test/browser/build.ts'
import { runCampaign, type Report } from '#test/faults/campaign.ts'
import type { Bench, Figure } from './bench.ts'

const SENDS = 1000
const BROWSER_KILLS = 5

export const faults: Bench = {
  about: `what arrives of ${SENDS} sends from two browsers while workers, browsers and the server are killed and Google fails; FAULTS_SEED and FAULTS_SENDS make it another one`,
  async measure() {
    await findChromium(say)
    await buildExtension('chrome', say)
    const seed = numberFrom('FAULTS_SEED', Math.floor(Math.random() * 1e6))
    const sends = numberFrom('FAULTS_SENDS', SENDS)
    say(`The seed is ${seed}.`)
    const report = await runCampaign({ sends, seed, browserKills: BROWSER_KILLS, say })
    if (!report.isRight) {
      process.exitCode = 1
      console.error(`Not right, with the seed ${seed}:`, wrongIn(report))
    }
    return figuresOf(report)
  },
}

const say = (line: string) => console.log(line)

function numberFrom(name: string, otherwise: number): number {
  const given = Number(process.env[name])
  return Number.isSafeInteger(given) && given > 0 ? given : otherwise
}

function wrongIn({ tally, unsettled, problems }: Report): object {
  const { lost, twice, disordered, torn, strange } = tally
  return { lost, twice, disordered, torn, strange, unsettled, problems }
}

/** Of rows, how many there are beside how many there may be; of troubles, how many there were. */
function figuresOf({ tally, troubles, unsettled, problems, seconds }: Report): Figure[] {
  return [
    { name: 'sends', value: tally.sent, unit: 'clicks' },
    { name: 'rows found', value: tally.found, budget: tally.rows, unit: 'rows' },
    none('rows lost', tally.lost),
    none('rows twice', tally.twice),
    none('rows out of order', tally.disordered),
    none('rows torn from their send', tally.torn),
    none('rows that nobody sent there', tally.strange),
    { name: 'not known to be sent', value: unsettled.length, budget: 0, unit: 'clicks' },
    { name: 'errors in consoles', value: problems.length, budget: 0, unit: 'lines' },
    ...Object.entries(troubles).map(([name, value]) => ({ name, value, unit: 'times' })),
    { name: 'it took', value: seconds, unit: 's' },
  ]
}

function none(name: string, list: readonly string[]): Figure {
  return { name, value: list.length, budget: 0, unit: 'rows' }
}
