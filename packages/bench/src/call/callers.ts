import { loginWithAmazon } from '@reportline/auth'
import { sellingPartner } from '@reportline/reports/selling-partner'
import { createSellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import { SellingPartnerApiAuth } from '@sp-api-sdk/auth'
import { ReportsApiClient } from '@sp-api-sdk/reports-api-2021-06-30'
import { SellingPartner } from 'amazon-sp-api'
import { callerNames } from './caller-names.ts'
import { plainAgent } from './plain-agent.ts'

/** One way to call getReport. */
export interface Caller {
  readonly name: string
  /** Returns the report's status. */
  readonly call: () => Promise<unknown>
}

const reportId = '50001018000'
const accessToken = 'Atza|bench'
const credentials = { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' }

/** Creates all clients, each with an access token and with its own defaults, such as a rate limiter. */
export function callers(origin: string): Caller[] {
  return [bareFetch(origin), client(origin), account(origin), spApiSdk(origin), amazonSpApi(origin)]
}

function bareFetch(origin: string): Caller {
  const headers = { 'x-amz-access-token': accessToken, 'user-agent': 'bench/1 (Language=TypeScript)' }
  return {
    name: callerNames.fetch,
    async call() {
      const response = await fetch(`${origin}/reports/2021-06-30/reports/${reportId}`, { headers })
      if (!response.ok) throw new Error(`getReport failed with status ${response.status}.`)
      const report = (await response.json()) as { processingStatus: string }
      return report.processingStatus
    },
  }
}

function client(origin: string): Caller {
  const { authorize } = loginWithAmazon({ credentials, endpoint: `${origin}/auth/o2/token` })
  const client = createSellingPartnerReportsClient({ baseUrl: origin, authorize })
  return { name: callerNames.client, call: async () => (await client.getReport({ reportId })).processingStatus }
}

function account(origin: string): Caller {
  const tokenEndpoint = `${origin}/auth/o2/token`
  const { client } = sellingPartner({ region: 'eu', credentials, endpoint: origin, tokenEndpoint })
  return { name: callerNames.account, call: async () => (await client.getReport({ reportId })).processingStatus }
}

/** Returns a fixed token, because the token endpoint of the SDK cannot be changed. */
class FixedToken extends SellingPartnerApiAuth {
  override getAccessToken = async () => accessToken
}

function spApiSdk(origin: string): Caller {
  const client = new ReportsApiClient({
    auth: new FixedToken(credentials),
    region: 'eu',
    rateLimiting: { retry: true },
  })
  // The options accept no other host.
  Object.assign(client, { basePath: origin })
  return { name: callerNames.spApiSdk, call: async () => (await client.getReport({ reportId })).data.processingStatus }
}

function amazonSpApi(origin: string): Caller {
  const client = new SellingPartner({
    region: 'eu',
    refresh_token: credentials.refreshToken,
    access_token: accessToken,
    credentials: { SELLING_PARTNER_APP_CLIENT_ID: 'bench', SELLING_PARTNER_APP_CLIENT_SECRET: 'bench' },
    options: { https_proxy_agent: plainAgent(origin) },
  })
  return {
    name: callerNames.amazonSpApi,
    call: async () =>
      (await client.callAPI({ operation: 'getReport', endpoint: 'reports', path: { reportId } })).processingStatus,
  }
}
