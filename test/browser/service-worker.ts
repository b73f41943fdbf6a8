import { setTimeout as delay } from 'node:timers/promises'
import { TargetType, type Browser, type CDPSession, type Target } from 'puppeteer-core'

import { isAnswer, type Problems } from './watch.ts'

/** Longer than anything asked of the worker takes; past it the worker does not run. */
const ANSWER_MS = 20_000

export type ServiceWorker = {
  /** Evaluates a function in the running worker, as in `page.evaluate`. */
  evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<R>
  /** Stops it as the browser does when it idles. It starts again at the next event it listens to. */
  stop(): Promise<void>
  /** Resolves when it runs (again); `within` is in milliseconds. */
  running(within?: number): Promise<void>
  /** Cuts its network, as when the computer is offline. Lasts until changed, or until the worker stops. */
  setOffline(offline: boolean): Promise<void>
}

/** A new worker's first session may be ended by the browser once; a few answers in a row mean it holds. */
const ANSWERS_IN_A_ROW = 4
const BETWEEN_ANSWERS_MS = 50

/**
 * The extension's background. While a debugger is attached, as here, a worker never idles out, and one that
 * was stopped waits, when it starts again, to be let on by that debugger.
 */
export async function followServiceWorker(
  browser: Browser,
  extensionOrigin: string,
  problems: Problems,
): Promise<ServiceWorker> {
  const isWorker = (target: Target) =>
    target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(extensionOrigin)
  let attached: { target: Target; session: Promise<CDPSession> } | null = null

  const attach = (target: Target) => {
    if (!isWorker(target)) return
    const session = listen(target)
    attached = { target, session }
    // It may be gone again before it could be listened to; whoever needs it then asks anew.
    session.catch(() => {
      if (attached?.session === session) attached = null
    })
  }

  async function listen(target: Target): Promise<CDPSession> {
    const session = await target.createCDPSession()
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const text = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' ')
      if ((type === 'error' || type === 'assert') && !isAnswer(text)) problems.add('worker', text)
    })
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
      problems.add('worker', exception?.description ?? text)
    })
    await session.send('Runtime.enable')
    return session
  }

  browser.on('targetcreated', attach)
  browser.on('targetdestroyed', (target) => {
    if (attached?.target === target) attached = null
  })
  attach(await browser.waitForTarget(isWorker))

  async function current(): Promise<CDPSession> {
    const session = await attached?.session
    if (session && !session.detached) return session
    attach(await browser.waitForTarget(isWorker, { timeout: ANSWER_MS }))
    if (!attached) throw new Error('The service worker does not run.')
    return attached.session
  }

  async function evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<R> {
    const session = await current()
    const expression = `(${run.toString()})(...${JSON.stringify(args)})`
    const { result, exceptionDetails } = await session.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      { timeout: ANSWER_MS },
    )
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    }
    return result.value as R
  }

  for (let answers = 0; answers < ANSWERS_IN_A_ROW;) {
    const answered = await evaluate(() => true).catch(() => false)
    answers = answered ? answers + 1 : 0
    await delay(BETWEEN_ANSWERS_MS)
  }

  return {
    evaluate,

    async stop() {
      const target = attached?.target ?? (await browser.waitForTarget(isWorker))
      const session = await current()
      const control = await browser.target().createCDPSession()
      const findIt = async () => {
        const { targetInfos } = await control.send('Target.getTargets', { filter: [{}] })
        return targetInfos.find(
          ({ type, url }) => type === 'service_worker' && url === target.url(),
        )
      }
      const info = await findIt()
      if (!info) throw new Error('The service worker does not run.')
      await control.send('Target.closeTarget', { targetId: info.targetId })
      while (await findIt()) await delay(BETWEEN_ANSWERS_MS)
      // Answered when the worker starts again, whatever starts it. Asked of one that has not ended yet
      // it would be spent, and the next one would wait for ever.
      session.send('Runtime.runIfWaitingForDebugger').catch(() => {})
      await control.detach()
    },

    async running(within = ANSWER_MS) {
      const session = await current()
      // What is asked of a stopped worker is answered once it runs.
      await session.send('Runtime.evaluate', { expression: 'true' }, { timeout: within })
    },

    async setOffline(offline) {
      const session = await current()
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
      // Unlike a network that really comes and goes, an emulated one is not told to workers.
      const event = offline ? 'offline' : 'online'
      await evaluate((type) => void self.dispatchEvent(new Event(type)), event)
    },
  }
}
