/** `a.button?href` is the attribute `href` of what `a.button` finds; without one, the text is meant. */
export function splitSelector(selector: string): { css: string; attribute: string | null } {
  const [, css, attribute] = /^([^]*)\?([A-Za-z][\w:-]*)$/.exec(selector) ?? []
  return css !== undefined && attribute !== undefined
    ? { css, attribute }
    : { css: selector, attribute: null }
}
