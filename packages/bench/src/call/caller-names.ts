/** The names of the clients in the results. */
export const callerNames = {
  fetch: 'bare fetch',
  client: 'Reportline, client',
  account: 'Reportline, account.client',
  spApiSdk: '@sp-api-sdk/reports-api',
  amazonSpApi: 'amazon-sp-api',
} as const
