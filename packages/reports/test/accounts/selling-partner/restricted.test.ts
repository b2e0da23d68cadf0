import { inspect } from 'node:util'
import { reportTypes } from '@reportline/report-types'
import { describe, expect, test } from 'vitest'
import { FakeAmazon, responses } from '../../support/fake-amazon.ts'

const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
const path = '/reports/2021-06-30/documents/doc-1'
const forbidden = () => responses.error(403, 'Unauthorized', 'Access to the resource is forbidden')
const notRestricted = () => responses.error(400, 'InvalidInput', 'Invalid or unsupported document ID found')
const token = (name: string, expiresIn = 3600) => Response.json({ restrictedDataToken: `Atz.sprdt|${name}`, expiresIn })
const expired = () =>
  Response.json(
    { errors: [{ code: 'Unauthorized', message: 'No.', details: 'The access token you provided has expired.' }] },
    { status: 403 },
  )

const tokensSent = (amazon: FakeAmazon) =>
  amazon.sent
    .filter(({ operation }) => operation === 'getReportDocument')
    .map(({ request }) => request.headers.get('x-amz-access-token'))

describe('the document of a restricted report type', () => {
  test('is requested with a restricted data token for exactly its path', async () => {
    const amazon = new FakeAmazon()
    amazon.respond('getReport', responses.report({ reportType }))
    const outcome = await amazon.account().run({ reportType, marketplaces: ['DE'] })
    if (outcome.status !== 'done') throw new Error(outcome.status)
    expect(await outcome.document.text()).toContain('Café')
    const sent = amazon.last('createRestrictedDataToken')
    expect(JSON.parse(sent.body)).toEqual({ restrictedResources: [{ method: 'GET', path }] })
    expect(new URL(sent.request.url).pathname).toBe('/tokens/2021-03-01/restrictedDataToken')
    expect(sent.request.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|RESTRICTED1'])
    expect(amazon.last('getReport').request.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
  })

  test('is requested by its path without the path of the endpoint', async () => {
    const amazon = new FakeAmazon()
    await amazon.account({ endpoint: 'https://proxy.example/amazon' }).document('doc-1', { reportType }).text()
    expect(JSON.parse(amazon.last('createRestrictedDataToken').body).restrictedResources[0].path).toBe(path)
  })

  test('uses its token again until a minute before it expires', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const read = () => account.document('doc-1', { reportType }).text()
    await read()
    amazon.clock.advance(3_539_000)
    await read()
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
    amazon.clock.advance(1_000)
    await read()
    expect(amazon.count('createRestrictedDataToken')).toBe(2)
    expect(amazon.count('getReportDocument')).toBe(3)
  })

  test('has one token for all concurrent readers, and another document has another', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const ids = ['doc-1', 'doc-1', 'doc-1', 'doc-2']
    await Promise.all(ids.map((id) => account.document(id, { reportType }).text()))
    expect(amazon.count('createRestrictedDataToken')).toBe(2)
  })

  test('gets one new token if the old one is rejected as expired', async () => {
    const amazon = new FakeAmazon()
    amazon.respond('createRestrictedDataToken', token('first'), token('second'))
    amazon.respond('getReportDocument', expired())
    await amazon.account().document('doc-1', { reportType }).text()
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|first', 'Atz.sprdt|second'])
  })

  test('is not requested endlessly if the new token is rejected as well', async () => {
    const amazon = new FakeAmazon()
    amazon.respond('createRestrictedDataToken', token('first'), token('second'), token('third'))
    amazon.respond('getReportDocument', expired(), expired(), expired(), expired())
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({ status: 403 })
    // Then the access token is tried, and renewed once as well.
    expect(tokensSent(amazon).slice(0, 2)).toEqual(['Atz.sprdt|first', 'Atz.sprdt|second'])
    expect(tokensSent(amazon).slice(2)).toEqual(['Atza|ACCESSaccess', 'Atza|ACCESSaccess'])
  })

  test('is requested with the access token if Amazon requires no restricted data token, also the next time', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.respond('createRestrictedDataToken', notRestricted())
    for (let time = 0; time < 2; time++) await account.document('doc-1', { reportType }).text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atza|ACCESSaccess'])
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
  })

  test('throws if a token is refused for another reason, and does not send the access token', async () => {
    const amazon = new FakeAmazon()
    amazon.respond(
      'createRestrictedDataToken',
      responses.error(403, 'Unauthorized', 'Application does not have access'),
    )
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({
      operation: 'createRestrictedDataToken',
      status: 403,
    })
    expect(amazon.count('getReportDocument')).toBe(0)
  })

  test('throws if the response contains no token', async () => {
    const amazon = new FakeAmazon()
    amazon.respond('createRestrictedDataToken', Response.json({ expiresIn: 3600 }))
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      operation: 'createRestrictedDataToken',
    })
  })

  test('does not expose its token in errors or when the account is inspected', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const leaking = () => responses.error(403, 'Unauthorized', 'Token Atz.sprdt|RESTRICTED1 is malformed')
    amazon.respond('getReportDocument', leaking, leaking)
    const error = await account
      .document('doc-1', { reportType })
      .text()
      .catch((thrown: unknown) => thrown)
    expect(inspect([error, account], { depth: null, showHidden: true })).not.toContain('RESTRICTED1')
    expect(error).toMatchObject({ status: 403 })
  })

  test('stops waiting for a token when its reader aborts', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    amazon.respond('createRestrictedDataToken', () => {
      controller.abort(new Error('enough'))
      return token('late')
    })
    const reading = amazon.account().document('doc-1', { reportType }).text({ signal: controller.signal })
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('the document of any other report type', () => {
  test('is requested with the access token only', async () => {
    const amazon = new FakeAmazon()
    await amazon.account().document('doc-1').text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess'])
    expect(amazon.count('createRestrictedDataToken')).toBe(0)
  })

  test('is requested with a restricted data token after the access token was forbidden, and from then on', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.respond('getReportDocument', forbidden())
    for (let time = 0; time < 2; time++) await account.document('doc-1').text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atz.sprdt|RESTRICTED1', 'Atz.sprdt|RESTRICTED1'])
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
  })

  test('stays forbidden if the restricted data token does not help', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.respond('getReportDocument', forbidden(), forbidden())
    await expect(account.document('doc-1').text()).rejects.toMatchObject({
      operation: 'getReportDocument',
      status: 403,
    })
    expect(amazon.count('getReportDocument')).toBe(2)
  })

  test('stays forbidden if no restricted data token is issued, without another attempt', async () => {
    const amazon = new FakeAmazon()
    amazon.respond('getReportDocument', forbidden())
    amazon.respond('createRestrictedDataToken', notRestricted())
    const reading = amazon.account().document('doc-1').text()
    await expect(reading).rejects.toMatchObject({ operation: 'getReportDocument', status: 403 })
    expect(amazon.count('getReportDocument')).toBe(1)
  })
})

describe('a document that Amazon refuses', () => {
  const unknownType = 'GET_SOMETHING_NEW'
  const wordings = [
    ['forbidden', responses.error(403, 'Unauthorized', 'Access to the resource is forbidden')],
    ['denied', responses.error(403, 'Unauthorized', 'Access to requested resource is denied.')],
    ['no JSON', new Response('<html>403 Forbidden</html>', { status: 403 })],
    ['an empty body', new Response(null, { status: 403 })],
  ] as const

  test.each(wordings)('is requested once with a restricted token, whatever the wording: %s', async (_, refusal) => {
    const amazon = new FakeAmazon().respond('getReportDocument', refusal.clone())
    expect(await amazon.account().document('doc-1', { reportType: unknownType }).text()).toContain('Café')
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atz.sprdt|RESTRICTED1'])
  })

  test.each(wordings)('is requested once with the access token, whatever the wording: %s', async (_, refusal) => {
    const amazon = new FakeAmazon().respond('getReportDocument', refusal.clone())
    expect(await amazon.account().document('doc-1', { reportType }).text()).toContain('Café')
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|RESTRICTED1', 'Atza|ACCESSaccess'])
  })

  test('throws the first refusal, which names the role, if both tokens are refused', async () => {
    for (const type of [reportType, unknownType]) {
      const amazon = new FakeAmazon().respond('getReportDocument', forbidden(), forbidden())
      await expect(amazon.account().document('doc-1', { reportType: type }).text()).rejects.toMatchObject({
        status: 403,
        message: expect.stringContaining('restricted role, such as Direct-to-Consumer Shipping (Restricted)'),
      })
      expect(amazon.count('getReportDocument')).toBe(2)
    }
  })

  test.each([400, 403])('is not requested again if a restricted token is refused with %d', async (status) => {
    const amazon = new FakeAmazon()
      .respond('getReportDocument', forbidden())
      .respond('createRestrictedDataToken', responses.error(status, 'InvalidInput', 'Not like this'))
    await expect(amazon.account().document('doc-1', { reportType: unknownType }).text()).rejects.toMatchObject({
      status: 403,
      operation: 'getReportDocument',
    })
    expect(amazon.count('getReportDocument')).toBe(1)
  })
})

describe('a document whose type is perhaps restricted', () => {
  const disputed = reportTypes().find(({ restricted }) => restricted === 'disputed')?.reportType ?? ''

  test.each([400, 403])('is requested with the access token if a restricted one is refused with %d', async (status) => {
    const amazon = new FakeAmazon()
    amazon.respond('createRestrictedDataToken', responses.error(status, 'Unauthorized', 'No role'))
    const account = amazon.account()
    for (let time = 0; time < 2; time++) await account.document('doc-1', { reportType: disputed }).text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atza|ACCESSaccess'])
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
  })
})
