import type { RandomValues } from './random.ts'

/** The report type of these documents. Real ones can have gigabytes. */
export const searchTermsType = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'

/** The property that contains the records. */
export const recordsProperty = 'dataByDepartmentAndSearchTerm'

/** The document before the first record. */
export const documentStart = `{
  "reportSpecification" : {
    "reportType" : "${searchTermsType}",
    "reportOptions" : { "reportPeriod" : "WEEK" },
    "dataStartTime" : "2026-01-04",
    "dataEndTime" : "2026-01-10",
    "marketplaceIds" : [ "A1PA6795UKMFR9" ]
  },
  "${recordsProperty}" : [ `

/** The document after the last record. */
export const documentEnd = ' ]\n}\n'

const terms = ['kaffeemühle', 'socken schwarz', 'usb c kabel 2 m', 'wärmflasche', 'lámpara de mesa', 'toys for kids']
const names = [
  'Coffee grinder "Deluxe"',
  'Socken, 6er-Pack',
  'Kabel [2 m] {schwarz}',
  'Wärmflasche – 2 Liter',
  'Teddy \\ Bear',
]

/** Generates one record, formatted like Amazon's: one property per line. */
export function searchTermRecord(random: RandomValues): string {
  const record = {
    departmentName: 'Amazon.de',
    searchTerm: `${random.pick(terms)} ${random.integer(100_000)}`,
    searchFrequencyRank: random.integer(1_000_000),
    clickedAsin: `B0${random.letters(8)}`,
    clickedItemName: `${random.pick(names)} ${random.letters(6)} ${random.pick(names)}`,
    clickShareRank: 1 + random.integer(3),
    clickShare: random.integer(10_000) / 10_000,
    conversionShare: random.integer(10_000) / 10_000,
  }
  return JSON.stringify(record, null, 4).replace(/\n\}$/, '\n  }').replaceAll('": ', '" : ')
}
