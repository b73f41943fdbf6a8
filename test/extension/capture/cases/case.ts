/**
 * What a piece of HTML is as rows, all of it selected. Any DOM has to make the same of it: the libraries
 * in which capture is tested here, and the browser in which test/e2e/capture-cases.test.ts tries it.
 */
export type Case = [name: string, html: string, rows: string[][]]
