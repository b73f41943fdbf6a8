import { describe, expect, it } from 'vitest'
import { Trial } from './try-formula.ts'

const trial = new Trial([['~'], ['x']])

/** What a formula's cell shows; a request that breaks shows nothing. */
const shown = (formula: string): Promise<unknown> => trial.value(formula, 'FORMATTED_VALUE')

describe('a formula that asks for too much is in error, and its spreadsheet can be read', () => {
  it.each([
    ['=WORKDAY.INTL(1,5,"1111111")', '#VALUE!'],
    ['=WORKDAY(1,1E12)', '#NUM!'],
    ['=NETWORKDAYS(0,1E12)', '#NUM!'],
    ['=FACT(1E15)', '#NUM!'],
    ['=COMBIN(1E15,5E14)', '#NUM!'],
    ['=SEQUENCE(1E9)', '#NUM!'],
    ['=MAKEARRAY(1E9,1E9,LAMBDA(r,c,r))', '#NUM!'],
    ['=MAKEARRAY(0,1,LAMBDA(r,c,r))', '#NUM!'],
    ['=REPT("ab",1E9)', '#VALUE!'],
    ['=FIXED(1,1E9)', '#VALUE!'],
    ['=BASE(1,1)', '#NUM!'],
    ['=DEC2HEX(1,1E9)', '#NUM!'],
    ['=LAMBDA(f,f(f))(LAMBDA(f,f(f)))', '#ERROR!'],
    [`=${'1+'.repeat(20_000)}1`, '#ERROR!'],
  ])('%.40s shows %s', async (formula, error) => {
    expect(await shown(formula)).toBe(error)
  })
})

describe('signs with a meaning of their own', () => {
  it('~~ is a tilde in a criterion [D]', async () => {
    expect(await shown('=COUNTIF(A1:A2,"~~")')).toBe('1')
  })

  it('an expression that is none is an error in QUERY', async () => {
    expect(await shown(`=QUERY(A1:A2,"select A where A matches '('",0)`)).toBe('#REF!')
  })
})
