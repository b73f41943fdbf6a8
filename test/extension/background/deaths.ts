import * as indexedDb from 'fake-indexeddb'
import { vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { close } from '#extension/outbox/disk.ts'

/**
 * Deaths of the background, in a test: what it waits for at one place never comes, which is all that it
 * knows of its death; then its locks and its connection to the disk are given free, as the browser does.
 */

/** Something that stops where it is, for ever. */
export type Stop = {
  /** Resolves when it was got to. */
  reached: Promise<void>
  /** For the next life it is no more. */
  lifted: () => void
  /** What it answers to whoever got there: nothing, ever. */
  halt: () => Promise<never>
}

export function stopHere(): Stop {
  const { promise, resolve } = Promise.withResolvers<void>()
  return {
    reached: promise,
    lifted: () => vi.restoreAllMocks(),
    halt: () => {
      resolve()
      return new Promise<never>(() => {})
    },
  }
}

/** Runs work until it gets to its stop, and leaves it there for dead. */
export async function dieAt(stop: Stop, work: Promise<unknown>): Promise<void> {
  // Its lock is taken from it, which it can no longer mind.
  const ended = work.then(
    () => 'ended' as const,
    () => 'ended' as const,
  )
  const how = await Promise.race([stop.reached, ended])
  if (how === 'ended') throw new Error('It ended before it got to where it was to die.')
  await bury()
  stop.lifted()
}

/** Gives free what a background had that is left for dead. */
export async function bury(): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  for (const { name = '' } of held) {
    await navigator.locks.request(name, { steal: true }, () => {})
  }
  await close()
}

/** Nothing is put on disk any more. */
export function stopBeforeAdding(): Stop {
  const stop = stopHere()
  vi.spyOn(indexedDb.IDBObjectStore.prototype, 'add').mockImplementation(() => silent(stop))
  return stop
}

/** Nothing that is so is written to disk any more. */
export function stopBeforeWriting(isIt: (value: unknown) => boolean): Stop {
  const stop = stopHere()
  const { prototype } = indexedDb.IDBCursor
  const update = Reflect.get(prototype, 'update') as (this: IDBCursor, value: unknown) => IDBRequest
  vi.spyOn(prototype, 'update').mockImplementation(function (this: IDBCursor, value: unknown) {
    return isIt(value) ? silent(stop) : update.call(this, value)
  })
  return stop
}

/** A request to the disk that is never answered. */
function silent({ halt }: Stop): IDBRequest<IDBValidKey> {
  void halt()
  const request: unknown = Reflect.construct(indexedDb.IDBRequest, [])
  return request as IDBRequest<IDBValidKey>
}

/** No request leaves for the server any more. */
export function stopBeforeAsking(): Stop {
  const stop = stopHere()
  vi.spyOn(globalThis, 'fetch').mockImplementation(stop.halt)
  return stop
}

/** Requests get to the server, which does with them what it does; no answer comes back any more. */
export function stopBeforeAnswer(): Stop {
  const stop = stopHere()
  const { fetch } = globalThis
  vi.spyOn(globalThis, 'fetch').mockImplementation((...args) => {
    fetch(...args).then(stop.halt, stop.halt)
    return new Promise<never>(() => {})
  })
  return stop
}

/** Alarms and notifications: what of the browser is called never answers. */
export function stopAtCall(area: 'alarms' | 'notifications'): Stop {
  const stop = stopHere()
  const { create } = fakeBrowser[area]
  Object.assign(fakeBrowser[area], { create: stop.halt })
  stop.lifted = () => void Object.assign(fakeBrowser[area], { create })
  return stop
}
