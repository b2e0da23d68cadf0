import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../src/index.ts'
import { fixedClock } from '../support/fixed-clock.ts'

const reportType = 'GET_AB_INVOICE_PDF'

describe('the Amazon Business API', () => {
  test('has its own credentials, reports and retention', async () => {
    await using emulator = await startEmulator({ clock: fixedClock })
    const { clientId, clientSecret, refreshToken } = emulator.credentials.business
    const call = async (path: string, token: string, body?: object) => {
      const headers = { 'x-amz-access-token': token, 'content-type': 'application/json' }
      const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
      return fetch(emulator.url + path, init)
    }
    const newToken = async () => {
      const grant = { grant_type: 'refresh_token', refresh_token: refreshToken }
      const form = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret })
      const response = await fetch(`${emulator.url}/auth/o2/token`, { method: 'POST', body: form })
      return ((await response.json()) as { access_token: string }).access_token
    }
    emulator.addFixtures({ reportTypes: [{ reportType, document: { contentBase64: 'UEsDBA==' } }] })
    const body = { reportType, marketplaceIds: ['ATVPDKIKX0DER'], reportOptions: { invoiceId: '1' } }
    const created = await call('/reports/2021-09-30/reports', await newToken(), body)
    expect(created.status).toBe(202)
    const { reportId } = (await created.json()) as { reportId: string }

    emulator.advance(30 * 24 * 3600_000 - 1)
    const token = await newToken()
    const report = await call(`/reports/2021-09-30/reports/${reportId}`, token)
    expect(await report.json()).toMatchObject({ reportId, processingStatus: 'DONE' })
    expect((await call(`/reports/2021-06-30/reports/${reportId}`, token)).status).toBe(403)
    emulator.advance(1)
    expect((await call(`/reports/2021-09-30/reports/${reportId}`, token)).status).toBe(404)
  })
})
