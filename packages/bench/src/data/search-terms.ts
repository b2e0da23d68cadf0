import type { Dice } from './random.ts'

/** The report type whose documents look like this: they come in gigabytes. */
export const searchTermsType = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'

/** The property that holds the records. */
export const recordsProperty = 'dataByDepartmentAndSearchTerm'

/** What comes before the first record. */
export const beginning = `{
  "reportSpecification" : {
    "reportType" : "${searchTermsType}",
    "reportOptions" : { "reportPeriod" : "WEEK" },
    "dataStartTime" : "2026-01-04",
    "dataEndTime" : "2026-01-10",
    "marketplaceIds" : [ "A1PA6795UKMFR9" ]
  },
  "${recordsProperty}" : [ `

/** What comes after the last one. */
export const ending = ' ]\n}\n'

const terms = ['kaffeemühle', 'socken schwarz', 'usb c kabel 2 m', 'wärmflasche', 'lámpara de mesa', 'toys for kids']
const names = [
  'Coffee grinder "Deluxe"',
  'Socken, 6er-Pack',
  'Kabel [2 m] {schwarz}',
  'Wärmflasche – 2 Liter',
  'Teddy \\ Bear',
]

/** One record, written as Amazon writes them: one property to a line. */
export function searchTermRecord(dice: Dice): string {
  const record = {
    departmentName: 'Amazon.de',
    searchTerm: `${dice.pick(terms)} ${dice.whole(100_000)}`,
    searchFrequencyRank: dice.whole(1_000_000),
    clickedAsin: `B0${dice.letters(8)}`,
    clickedItemName: `${dice.pick(names)} ${dice.letters(6)} ${dice.pick(names)}`,
    clickShareRank: 1 + dice.whole(3),
    clickShare: dice.whole(10_000) / 10_000,
    conversionShare: dice.whole(10_000) / 10_000,
  }
  return JSON.stringify(record, null, 4).replace(/\n\}$/, '\n  }').replaceAll('": ', '" : ')
}
