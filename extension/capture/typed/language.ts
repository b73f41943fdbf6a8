/**
 * What is learned of a language by asking Intl, asked once for each tag. The tag is what the page
 * wrote: it may be malformed, or name a language Intl has no data for, and counts as none then (Intl
 * would answer in the browser's own language instead).
 */
export function byLanguage<T>(
  learn: (language: Intl.Locale | undefined) => T,
): (lang: string | undefined) => T {
  const learned = new Map<string, T>()
  return (lang = '') => {
    const known = learned.get(lang)
    if (known !== undefined) return known
    const language = languageOf(lang)
    const name = language?.toString() ?? ''
    const learning = learned.get(name) ?? learn(language)
    learned.set(name, learning).set(lang, learning)
    return learning
  }
}

/** The language of a BCP 47 tag without its extensions, where Intl knows it. */
function languageOf(lang: string): Intl.Locale | undefined {
  try {
    const [known] = Intl.NumberFormat.supportedLocalesOf(lang.trim().replaceAll('_', '-'))
    return known === undefined ? undefined : new Intl.Locale(new Intl.Locale(known).baseName)
  } catch {
    return undefined
  }
}
