import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, onRequest, tsv } from '../row-parts.ts'
import { archivedList, githubIssue, schema } from '../sources.ts'

const filterMode = { values: ['include', 'exclude'], default: 'include' } as const

const opportunities = {
  format: { kind: 'json', records: 'recommendations' },
  marketplaces: { countries: ['US', 'ES', 'UK', 'FR', 'DE', 'IT', 'IN', 'JP'] },
  ...onRequest,
} as const

const weekly = 'Amazon creates new recommendations once a week, at most 10,000.'
const csvOrJson =
  'The sources contradict each other: the archived list says that the document is CSV, and the schema and a user say that it is JSON.'
const isJson = githubIssue(
  'GET_B2B_PRODUCT_OPPORTUNITIES_RECOMMENDED_FOR_YOU is JSON',
  'amzn/selling-partner-api-docs#863',
  '2021-06-10',
)

/** Products that business customers look for. */
export const b2bProductOpportunitiesReports = {
  GET_B2B_PRODUCT_OPPORTUNITIES_RECOMMENDED_FOR_YOU: {
    ...opportunities,
    options: {
      categories: { separator: ';' },
      subCategories: { separator: ';' },
      depersonalized: booleanOption,
      filterMode,
    },
    notes: [csvOrJson, weekly, 'subCategories takes precedence over categories.'],
    sources: [schema('b2bProductOpportunitiesRecommendedForYouReport-2020-11-19'), archivedList, isJson],
  },
  GET_B2B_PRODUCT_OPPORTUNITIES_NOT_YET_ON_AMAZON: {
    ...opportunities,
    options: { categories: { separator: ';' }, depersonalized: booleanOption, filterMode },
    notes: [csvOrJson, weekly],
    assumed: ['format'],
    sources: [schema('b2bProductOpportunitiesNotYetOnAmazonReport-2020-11-19'), archivedList],
  },
  GET_FLAT_FILE_GEO_OPPORTUNITIES: {
    format: tsv,
    ...onRequest,
    removed: { date: '2021-07-13' },
    notes: ['The date is that of the statement by Amazon that the report type is no longer active.'],
    assumed: ['format'],
    sources: [
      githubIssue(
        'GET_FLAT_FILE_GEO_OPPORTUNITIES: request for report type 23900 is not allowed at this time',
        'amzn/selling-partner-api-docs#1021',
        '2021-07-13',
      ),
    ],
  },
} as const satisfies ReportTypeRows
