import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, onRequest } from '../row-parts.ts'
import { archivedList, schema } from '../sources.ts'

const filterMode = { values: ['include', 'exclude'], default: 'include' } as const

/** The archived list says CSV and the schemas say JSON. The schemas are newer. */
const opportunities = {
  format: { kind: 'json', records: 'recommendations' },
  marketplaces: { countries: ['US', 'ES', 'UK', 'FR', 'DE', 'IT', 'IN', 'JP'] },
  ...onRequest,
} as const

const weekly = 'Amazon creates new recommendations once a week, at most 10,000.'

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
    notes: [weekly, 'subCategories takes precedence over categories.'],
    sources: [schema('b2bProductOpportunitiesRecommendedForYouReport-2020-11-19'), archivedList],
  },
  GET_B2B_PRODUCT_OPPORTUNITIES_NOT_YET_ON_AMAZON: {
    ...opportunities,
    options: { categories: { separator: ';' }, depersonalized: booleanOption, filterMode },
    notes: [weekly],
    assumed: ['format'],
    sources: [schema('b2bProductOpportunitiesNotYetOnAmazonReport-2020-11-19'), archivedList],
  },
} as const satisfies ReportTypeRows
