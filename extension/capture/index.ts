/**
 * For others' scripts: what is selected in a page, or all that a part of it holds, as rows of typed cells.
 * Any implementation of the DOM will do; nothing global is asked for. See docs/capture.md.
 */
export { captureSelection } from './selection.ts'
export { TooManyCells } from './too-many-cells.ts'
export type { Capture } from './captured.ts'
