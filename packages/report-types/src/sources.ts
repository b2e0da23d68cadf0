import type { Source } from './source.ts'

const read = '2026-11-21'
const documentation = 'https://developer-docs.amazon.com/sp-api'

/** A page of Amazon's documentation of report types, such as `report-type-values-order`. */
export function page(title: string, name: string): Source {
  return { title: `Selling Partner API: ${title}`, url: `${documentation}/docs/${name}`, date: read }
}

/** A page that lists the columns of a group's documents. */
export function attributes(name: string): Source {
  return page(name.replaceAll('-', ' '), name)
}

/** An announcement of Amazon's, such as of a removal. */
export function announcement(title: string, name: string, date: string): Source {
  return { title: `Selling Partner API: ${title}`, url: `${documentation}/changelog/${name}`, date }
}

/** The JSON schema that Amazon publishes of a document. */
export function schema(name: string): Source {
  const folder = 'https://github.com/amzn/selling-partner-api-models/blob/main/schemas/reports'
  return { title: `Amazon's schema ${name}`, url: `${folder}/${name}.json`, date: read }
}

/** A thread on GitHub, by its repository and number, dated as its statement is. */
export function thread(title: string, where: string, date: string): Source {
  const [repository, number] = where.split('#')
  return { title: `GitHub: ${title}`, url: `https://github.com/${repository}/issues/${number}`, date }
}

/** The list of report types that Amazon kept on GitHub until it moved its documentation. */
export const archivedList: Source = {
  title: 'reportType values, in the documentation that Amazon archived',
  url: 'https://github.com/amzn/selling-partner-api-docs/blob/main/references/reports-api/reporttype-values.md',
  date: read,
}

/** What this project gathered before the catalogue was written. */
export const gathered: Source = {
  title: 'Public documentation, clients and threads on the Selling Partner API, gathered',
  date: '2026-11',
}

/** A client that reads these documents, and so shows what they are like. */
export const airbyte: Source = {
  title: 'Airbyte, source-amazon-seller-partner',
  url: 'https://github.com/airbytehq/airbyte/tree/master/airbyte-integrations/connectors/source-amazon-seller-partner',
  date: read,
}
