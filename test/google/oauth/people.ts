/** The people who have an account at the local Google. */
export type Person = {
  /** Google's stable id of a person: 21 digits. */
  sub: string
  email: string
  name: string
  givenName: string
  familyName: string
  /** Of the round avatar with the initial. */
  colour: string
  /** The Workspace domain the account belongs to; none for a gmail.com account. */
  domain?: string
}

export const ADA: Person = {
  sub: '104729183746501928371',
  email: 'ada@gmail.com',
  name: 'Ada Lovelace',
  givenName: 'Ada',
  familyName: 'Lovelace',
  colour: '#7b1fa2',
}

export const BEN: Person = {
  sub: '117364829105738264910',
  email: 'ben@gmail.com',
  name: 'Ben Okafor',
  givenName: 'Ben',
  familyName: 'Okafor',
  colour: '#00796b',
}

export const CHIARA: Person = {
  sub: '108236491827364510293',
  email: 'chiara@studio-nord.example',
  name: 'Chiara Rossi',
  givenName: 'Chiara',
  familyName: 'Rossi',
  colour: '#c2185b',
  domain: 'studio-nord.example',
}

export const PEOPLE: readonly Person[] = [ADA, BEN, CHIARA]

/** Whoever has this email address or id. */
export function findPerson(people: readonly Person[], who: string): Person | undefined {
  return people.find((person) => person.email === who.toLowerCase() || person.sub === who)
}
