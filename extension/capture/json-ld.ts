import type { PageFacts } from '#shared/template/facts.ts'

type Json = NonNullable<PageFacts['schema']>[number]

/** A thing that a page describes: an article, a product. */
export type Thing = Record<string, Json>

const TOTAL_CHARACTERS = 100_000

/** What is nested deeper is no description of anything, and could exhaust whoever reads it. */
const LEVELS = 40

/**
 * The things that a page describes in JSON-LD, in its order; of a graph, its things. A block that is
 * no JSON is passed over, as is one that would be too much in all.
 * https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
 */
export function thingsIn(document: Document): Thing[] {
  const things: Thing[] = []
  let characters = 0
  for (const script of document.querySelectorAll('script[type]')) {
    const type = script.getAttribute('type')?.trim().toLowerCase() ?? ''
    const source = script.textContent ?? ''
    if (!/^application\/ld\+json(?:;|$)/.test(type)) continue
    if (characters + source.length > TOTAL_CHARACTERS) continue
    characters += source.length
    things.push(...listed(parsed(source)).flatMap(thingsOf))
  }
  return things
}

/** One of something or several, as several; nothing as none. */
export function listed(json: Json | undefined): Json[] {
  if (json === undefined) return []
  return Array.isArray(json) ? json : [json]
}

function thingsOf(json: Json): Thing[] {
  if (!isThing(json)) return []
  const graph = listed(json['@graph'])
  return graph.length === 0 ? [json] : graph.filter(isThing)
}

function parsed(source: string): Json | undefined {
  try {
    const json: Json = JSON.parse(source)
    return isSound(json, LEVELS) ? json : undefined
  } catch {
    return undefined
  }
}

/** Whether it is JSON that can be passed on: `1e999` is read, as a number that no JSON can write. */
function isSound(json: Json, levels: number): boolean {
  if (typeof json === 'number') return Number.isFinite(json)
  if (typeof json !== 'object' || json === null) return true
  return levels > 0 && Object.values(json).every((value: Json) => isSound(value, levels - 1))
}

/** Whether it has properties at all. */
export function isThing(json: Json): json is Thing {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
