let canvas: HTMLCanvasElement | undefined

/** Pixels that a text takes in a cell. */
export function measureText(text: string): number {
  const context = (canvas ??= document.createElement('canvas')).getContext('2d')
  if (!context) return text.length * 7
  context.font = `400 13px 'Inter Variable', system-ui, sans-serif`
  return context.measureText(text).width
}
