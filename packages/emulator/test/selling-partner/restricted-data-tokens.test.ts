import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CallResponse, type Client, errorOf, startClient } from '../support/client.ts'

let client: Client
let reportDocumentId: string

const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
const forbidden = { code: 'Unauthorized', message: 'Access to the resource is forbidden', details: '' }
const unsupported = { code: 'InvalidInput', message: 'Invalid or unsupported document ID found', details: '' }

beforeEach(async () => {
  client = await startClient()
  reportDocumentId = await documentOf(reportType)
})
afterEach(() => client.emulator.stop())

async function documentOf(type: string): Promise<string> {
  const reportId = await client.createReport({ reportType: type })
  await client.emulator.advance(11_000)
  return (await client.report(reportId)).reportDocumentId ?? ''
}

function requestToken(restrictedResources: readonly unknown[]): Promise<CallResponse> {
  const body = { restrictedResources }
  return client.callAt('/tokens/2021-03-01', 'POST', '/restrictedDataToken', { body })
}

const resource = (id: string) => ({ method: 'GET', path: `/reports/2021-06-30/documents/${id}` })

async function tokenFor(...ids: string[]): Promise<string> {
  const { body } = await requestToken(ids.map(resource))
  return (body as { restrictedDataToken: string }).restrictedDataToken
}

const getDocument = (id: string, token?: string) =>
  client.call('GET', `/documents/${id}`, token === undefined ? {} : { token })

describe('the document of a restricted report type', () => {
  test('cannot be retrieved with the access token', async () => {
    const response = await getDocument(reportDocumentId)
    expect([response.status, errorOf(response)]).toEqual([403, forbidden])
  })

  test('can be retrieved with a restricted data token for it', async () => {
    const { status, body } = await requestToken([resource(reportDocumentId)])
    expect([status, body]).toEqual([
      200,
      { restrictedDataToken: expect.stringMatching(/^Atz\.sprdt\|/), expiresIn: 3600 },
    ])
    const response = await getDocument(reportDocumentId, (body as { restrictedDataToken: string }).restrictedDataToken)
    expect(response.status).toBe(200)
    const download = await fetch((response.body as { url: string }).url)
    const text = new Response(download.body?.pipeThrough(new DecompressionStream('gzip')))
    expect(await text.text()).toMatch(/^order-id\t.*ship-address-1.*\r\n.*Ada Example/)
  })

  test('can be retrieved until the token expires', async () => {
    const token = await tokenFor(reportDocumentId)
    await client.emulator.advance(3_599_999)
    expect((await getDocument(reportDocumentId, token)).status).toBe(200)
    await client.emulator.advance(1)
    const response = await getDocument(reportDocumentId, token)
    const details = 'The access token you provided has expired.'
    expect([response.status, errorOf(response)]).toMatchObject([403, { details }])
  })
})

describe('a restricted data token', () => {
  test('allows only the calls that it names', async () => {
    const token = await tokenFor(reportDocumentId)
    const other = await documentOf(reportType)
    for (const response of [await getDocument(other, token), await client.call('GET', '/reports/any', { token })]) {
      expect([response.status, errorOf(response)]).toEqual([403, forbidden])
    }
  })

  test('can allow several documents', async () => {
    const other = await documentOf(reportType)
    const token = await tokenFor(reportDocumentId, other)
    const statuses = [await getDocument(reportDocumentId, token), await getDocument(other, token)]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200])
  })

  test('is not issued for anything but restricted documents', async () => {
    const plain = await documentOf('GET_MERCHANT_LISTINGS_ALL_DATA')
    const wrong = [
      resource(plain),
      resource('unknown'),
      resource('{reportDocumentId}'),
      { ...resource(reportDocumentId), method: 'POST' },
      { method: 'GET', path: '/reports/2021-06-30/reports' },
    ]
    for (const one of wrong) {
      const response = await requestToken([resource(reportDocumentId), one])
      expect([response.status, errorOf(response)]).toEqual([400, unsupported])
    }
  })

  test('is not issued to a grantless token', async () => {
    const { clientId, clientSecret } = client.emulator.credentials.sellingPartner
    const scope = 'sellingpartnerapi::notifications'
    const grant = { grant_type: 'client_credentials', scope, client_id: clientId, client_secret: clientSecret }
    const { access_token: token } = (await client.grant(grant)).body as { access_token: string }
    const body = { restrictedResources: [resource(reportDocumentId)] }
    const response = await client.callAt('/tokens/2021-03-01', 'POST', '/restrictedDataToken', { body, token })
    expect([response.status, errorOf(response)]).toEqual([403, forbidden])
  })
})

describe('the set of restricted report types', () => {
  test('can be changed by fixtures', async () => {
    client.addFixtures({ restrictedReportTypes: { [reportType]: false, GET_MERCHANT_LISTINGS_ALL_DATA: true } })
    expect((await getDocument(reportDocumentId)).status).toBe(200)
    expect(errorOf(await requestToken([resource(reportDocumentId)]))).toEqual(unsupported)
    const listings = await documentOf('GET_MERCHANT_LISTINGS_ALL_DATA')
    expect((await getDocument(listings)).status).toBe(403)
    expect((await getDocument(listings, await tokenFor(listings))).status).toBe(200)
  })

  test('applies to documents of reports from fixtures', async () => {
    const report = { reportId: '1', reportType, processingStatus: 'DONE', reportDocumentId: 'restricted' } as const
    client.addFixtures({
      reports: [{ ...report, document: { content: 'text' } }],
      documents: [{ reportDocumentId: 'free', content: 'text' }],
    })
    expect((await getDocument('restricted')).status).toBe(403)
    expect((await getDocument('restricted', await tokenFor('restricted'))).status).toBe(200)
    expect((await getDocument('free')).status).toBe(200)
  })
})
