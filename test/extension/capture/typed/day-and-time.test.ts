import { describe } from 'vitest'
import { itKeeps, itReads } from './cases.ts'

describe('a day', () => {
  const day = '2026-03-05'
  itReads('date', [
    ['ISO 8601', '2026-03-05', undefined, day],
    ['ISO 8601 without zeros', '2026-3-5', undefined, day],
    ['the year first', '2026/03/05', 'ja', day],
    ['English', '5 March 2026', 'en', day],
    ['English months on a page of another language', 'March 5, 2026', 'de', day],
    ['English without a language', 'Mar 5, 2026', undefined, day],
    ['an English ordinal', 'March 5th, 2026', 'en', day],
    ['a short month of four letters', 'Sept 5, 2026', 'en', '2026-09-05'],
    ['hyphens', '05-Mar-2026', 'en', day],
    ['the right weekday', 'Thu, 5 March 2026', 'en', day],
    ['German', '5. März 2026', 'de', day],
    ['German, its umlaut decomposed', '5. Ma\u0308rz 2026', 'de', day],
    ['Austrian', '5. Jänner 2026', 'de-AT', '2026-01-05'],
    ['French', '5 mars 2026', 'fr', day],
    ['a French ordinal', '1er mars 2026', 'fr', '2026-03-01'],
    ['Spanish', '5 de marzo de 2026', 'es', day],
    ['Catalan, elided', "5 d'abril del 2026", 'ca', '2026-04-05'],
    ['Russian, declined', '5 марта 2026 г.', 'ru', day],
    ['Polish, declined', '5 marca 2026 r.', 'pl', day],
    ['Czech, declined', '5. března 2026', 'cs', day],
    ['Hungarian', '2026. március 5., csütörtök', 'hu', day],
    ['Lithuanian', '2026 m. kovo 5 d.', 'lt', day],
    ['Turkish capitals', '5 MAYIS 2026', 'tr', '2026-05-05'],
    ['Hebrew, joined', '5 במרץ 2026', 'he', day],
    ['Arabic digits', '٥ مارس ٢٠٢٦', 'ar', day],
    ['Japanese', '2026年3月5日', 'ja', day],
    ['Japanese with its weekday', '2026年3月5日(木)', 'ja', day],
    ['Portuguese, a weekday of two words', 'quinta-feira, 5 de março de 2026', 'pt', day],
    ['Latvian, the day before the month', '2026. gada 5. marts', 'lv', day],
    ['Hebrew, shortened', '5 בפבר׳ 2026', 'he', '2026-02-05'],
    ['Bulgarian, in numbers', '5.03.2026 г.', 'bg', day],
    ['Filipino, a month that is also a weekday', 'Mar 5, 2026', 'fil', day],
    ['Korean', '2026년 3월 5일 목요일', 'ko', day],
    ['a day past the twelfth', '25/03/2026', undefined, '2026-03-25'],
    ['a day past the twelfth, behind', '03/25/2026', undefined, '2026-03-25'],
    ['day and month alike', '05/05/2026', undefined, '2026-05-05'],
    ['Great Britain', '05/03/2026', 'en-GB', day],
    ['the United States', '03/05/2026', 'en-US', day],
    ['German with dots', '05.03.2026', 'de', day],
    ['Finnish with blanks', '5. 3. 2026', 'fi', day],
    ['a leap day', '29 February 2028', 'en', '2028-02-29'],
  ])
  itKeeps([
    ['day or month, in English of no country', '05/03/2026', 'en'],
    ['day or month, in no language', '05/03/2026'],
    ['day or month, in a country of both', '05/03/2026', 'en-CA'],
    ['dots in the United States', '05.03.2026', 'en-US'],
    ['slashes in German', '05/03/2026', 'de'],
    ['no such month', '13/13/2026', 'en'],
    ['no such day', '31 February 2026', 'en'],
    ['no leap day', '2027-02-29'],
    ['the wrong weekday', 'Fri, 5 March 2026', 'en'],
    ['a year of two digits', '05/03/26', 'en-GB'],
    ['a month', 'March 2026', 'en'],
    ['a month without its year', '5 March', 'en'],
    ['before the days of a sheet', '5 March 1899', 'en'],
    ['a year of another calendar', '5 March 2569', 'en'],
    ['a Persian year', '۱۴۰۴/۱۲/۱۴', 'fa'],
    ['months of another language', '5 března 2026', 'de'],
    ['more than a day', '5 March 2026 and later', 'en'],
    ['other marks between its words', '5 March: 2026', 'en'],
    ['mixed separators', '05/03.2026', 'en-GB'],
  ])
})

describe('a time', () => {
  itReads('time', [
    ['hours and minutes', '14:05', undefined, '14:05:00'],
    ['seconds', '14:05:09', undefined, '14:05:09'],
    ['one digit', '9:05', undefined, '09:05:00'],
    ['afternoon', '2:05 PM', 'en', '14:05:00'],
    ['afternoon, in small letters with dots', '2:05 p.m.', 'en', '14:05:00'],
    ['British, with a dot', '2.05 pm', 'en-GB', '14:05:00'],
    ['midnight', '12:30am', 'en', '00:30:00'],
    ['noon', '12:00 PM', 'en', '12:00:00'],
    ['Korean afternoon', '오후 2:05', 'ko', '14:05:00'],
    ['French', '14h05', 'fr', '14:05:00'],
    ['German', '14.05 Uhr', 'de', '14:05:00'],
    ['Danish', 'kl. 14.05', 'da', '14:05:00'],
  ])
  itKeeps([
    ['past the end of the day', '36:12'],
    ['the end of the day', '24:00'],
    ['no such minute', '14:60'],
    ['the thirteenth hour of twelve', '13:05 PM', 'en'],
    ['a zone', '14:05 UTC', 'en'],
    ['a dot and nothing that tells a time', '14.05', 'de'],
    ['a ratio', '16:9', 'en'],
  ])
})

describe('a day and a time', () => {
  const moment = '2026-03-05T14:05:00'
  itReads('datetime', [
    ['ISO 8601', '2026-03-05T14:05:00', undefined, moment],
    ['ISO 8601 with a blank', '2026-03-05 14:05', undefined, moment],
    ['no fraction of a second', '2026-03-05T14:05:00.000', undefined, moment],
    ['English', 'March 5, 2026 at 2:05 PM', 'en', moment],
    ['a comma', '5 March 2026, 14:05', 'en', moment],
    ['German', '5. März 2026 um 14:05 Uhr', 'de', moment],
    ['German, in numbers', '5.3.2026 14.05 Uhr', 'de', moment],
    ['French', '5 mars 2026 à 14h05', 'fr', moment],
    ['Spanish', '5 de marzo de 2026 a las 14:05', 'es', moment],
    ['the time first', '14:05, 5 March 2026', 'en', moment],
  ])
  itKeeps([
    ['an instant, which is another time elsewhere', '2026-03-05T14:05:00Z'],
    ['an instant with an offset', '2026-03-05T14:05:00+01:00'],
    ['a fraction of a second', '2026-03-05T14:05:00.5'],
    ['a day that may be another', '05/03/2026 14:05', 'en'],
  ])
})
