import type { Source } from '../source.ts'
import { githubIssue } from '../sources.ts'

const readOn = '2026-11-27'

export const airbyteDocs: Source = {
  title: 'Airbyte: Amazon Seller Partner source',
  url: 'https://docs.airbyte.com/integrations/sources/amazon-seller-partner',
  date: readOn,
}
export const airbyteShipments: Source = {
  title: 'GitHub: Airbyte, look-back of removal shipments',
  url: 'https://github.com/airbytehq/airbyte/pull/59680',
  date: readOn,
}
export const airbyteSalesAndTraffic = githubIssue('Airbyte, sales and traffic', 'airbytehq/airbyte#18958', readOn)
export const daton: Source = {
  title: 'Saras Daton, dbt package for Amazon Seller Central',
  url: 'https://github.com/saras-daton/AmazonSellerCentral',
  date: readOn,
}
export const datonVendor: Source = {
  title: 'Saras Daton, dbt package for Amazon Vendor Central',
  url: 'https://github.com/saras-daton/AmazonVendorCentral',
  date: readOn,
}
export const fivetran: Source = {
  title: 'Fivetran: Amazon Selling Partner connector',
  url: 'https://fivetran.com/docs/connectors/applications/amazon-selling-partner',
  date: readOn,
}
export const openbridge: Source = {
  title: 'Openbridge documentation',
  url: 'https://docs.openbridge.com',
  date: readOn,
}
export const hotglue: Source = {
  title: 'hotglue, tap-amazon-seller',
  url: 'https://github.com/hotgluexyz/tap-amazon-seller',
  date: readOn,
}
