import type { Source } from './source.ts'

/** The day on which the documentation was read. */
export const readOn = '2026-11-21'
const documentation = 'https://developer-docs.amazon.com/sp-api'

/** A page of Amazon's documentation, for example `report-type-values-order`. */
export function page(title: string, name: string): Source {
  return { title: `Selling Partner API: ${title}`, url: `${documentation}/docs/${name}`, date: readOn }
}

/** A page that lists the columns of a group of report types. */
export function attributes(name: string): Source {
  return page(name.replaceAll('-', ' '), name)
}

/** An announcement in Amazon's changelog, for example of a removal. */
export function announcement(title: string, name: string, date: string): Source {
  return { title: `Selling Partner API: ${title}`, url: `${documentation}/changelog/${name}`, date }
}

/** A JSON schema of a document that Amazon publishes. */
export function schema(name: string): Source {
  const folder = 'https://github.com/amzn/selling-partner-api-models/blob/main/schemas/reports'
  return { title: `Amazon's schema ${name}`, url: `${folder}/${name}.json`, date: readOn }
}

/**
 * A GitHub issue.
 *
 * @param issue Repository and number, for example `amzn/selling-partner-api-models#385`.
 * @param date The date of the comment that supports the fact.
 */
export function githubIssue(title: string, issue: string, date: string): Source {
  const [repository, number] = issue.split('#')
  return { title: `GitHub: ${title}`, url: `https://github.com/${repository}/issues/${number}`, date }
}

/** The list of report types that Amazon published on GitHub before it moved its documentation. */
export const archivedList: Source = {
  title: "reportType values, in Amazon's archived documentation",
  url: 'https://github.com/amzn/selling-partner-api-docs/blob/main/references/reports-api/reporttype-values.md',
  date: readOn,
}

/** A client that reads these documents. */
export const airbyte: Source = {
  title: 'Airbyte, source-amazon-seller-partner',
  url: 'https://github.com/airbytehq/airbyte/tree/master/airbyte-integrations/connectors/source-amazon-seller-partner',
  date: readOn,
}

/** The documentation of the Amazon Business API for Reports. */
export const businessDocumentation: Source = {
  title: 'Amazon Business API for Reports: public documentation and release notes',
  date: '2026-11',
}

export const paySettlementPage: Source = {
  title: 'Amazon Pay: Settlement Report Details',
  url: 'https://developer.amazon.com/docs/amazon-pay-reports/settlement-reports.html',
  date: readOn,
}
