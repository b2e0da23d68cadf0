import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { answer, FakeAmazon } from '../../support/fake-amazon.ts'

const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
const path = '/reports/2021-06-30/documents/doc-1'
const forbidden = () => answer.error(403, 'Unauthorized', 'Access to the resource is forbidden')
const notRestricted = () => answer.error(400, 'InvalidInput', 'Invalid or unsupported document ID found')
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
  test('is asked for with a restricted token for exactly its path', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('getReport', answer.report({ reportType }))
    const outcome = await amazon.account().run({ reportType, marketplaces: ['DE'] })
    if (outcome.status !== 'done') throw new Error(outcome.status)
    expect(await outcome.document.text()).toContain('Café')
    const asked = amazon.last('createRestrictedDataToken')
    expect(JSON.parse(asked.body)).toEqual({ restrictedResources: [{ method: 'GET', path }] })
    expect(new URL(asked.request.url).pathname).toBe('/tokens/2021-03-01/restrictedDataToken')
    expect(asked.request.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|RESTRICTED1'])
    expect(amazon.last('getReport').request.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
  })

  test('is asked for by its path alone where the endpoint has a path of its own', async () => {
    const amazon = new FakeAmazon()
    await amazon.account({ endpoint: 'https://proxy.example/amazon' }).document('doc-1', { reportType }).text()
    expect(JSON.parse(amazon.last('createRestrictedDataToken').body).restrictedResources[0].path).toBe(path)
  })

  test('uses its token again until a minute before it ends', async () => {
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

  test('has one token for all who read it at the same time, and another document its own', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const ids = ['doc-1', 'doc-1', 'doc-1', 'doc-2']
    await Promise.all(ids.map((id) => account.document(id, { reportType }).text()))
    expect(amazon.count('createRestrictedDataToken')).toBe(2)
  })

  test('gets one new token when the old one is refused as expired', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('createRestrictedDataToken', token('first'), token('second'))
    amazon.answers('getReportDocument', expired())
    await amazon.account().document('doc-1', { reportType }).text()
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|first', 'Atz.sprdt|second'])
  })

  test('is not asked for endlessly when the new token is refused too', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('createRestrictedDataToken', token('first'), token('second'), token('third'))
    amazon.answers('getReportDocument', expired(), expired(), expired())
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({ status: 403 })
    expect(tokensSent(amazon)).toEqual(['Atz.sprdt|first', 'Atz.sprdt|second'])
  })

  test('is asked for with the access token where Amazon says that none is due, and that is remembered', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.answers('createRestrictedDataToken', notRestricted())
    for (let time = 0; time < 2; time++) await account.document('doc-1', { reportType }).text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atza|ACCESSaccess'])
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
  })

  test('says so when a token is refused for another reason, and does not send the access token', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('createRestrictedDataToken', answer.error(403, 'Unauthorized', 'Application does not have access'))
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({
      operation: 'createRestrictedDataToken',
      status: 403,
    })
    expect(amazon.count('getReportDocument')).toBe(0)
  })

  test('says so when the answer holds no token', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('createRestrictedDataToken', Response.json({ expiresIn: 3600 }))
    await expect(amazon.account().document('doc-1', { reportType }).text()).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      operation: 'createRestrictedDataToken',
    })
  })

  test('shows its token neither in an error nor when the account is inspected', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    const told = answer.error(403, 'Unauthorized', 'Token Atz.sprdt|RESTRICTED1 is malformed')
    amazon.answers('getReportDocument', told)
    const error = await account
      .document('doc-1', { reportType })
      .text()
      .catch((thrown: unknown) => thrown)
    expect(inspect([error, account], { depth: null, showHidden: true })).not.toContain('RESTRICTED1')
    expect(error).toMatchObject({ status: 403 })
  })

  test('stops waiting for a token when its reader gives up', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    amazon.answers('createRestrictedDataToken', () => {
      controller.abort(new Error('enough'))
      return token('late')
    })
    const reading = amazon.account().document('doc-1', { reportType }).text({ signal: controller.signal })
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('the document of any other report type', () => {
  test('is asked for with the access token alone', async () => {
    const amazon = new FakeAmazon()
    await amazon.account().document('doc-1').text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess'])
    expect(amazon.count('createRestrictedDataToken')).toBe(0)
  })

  test('is asked for with a restricted token once the access token was forbidden, and from then on', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.answers('getReportDocument', forbidden())
    for (let time = 0; time < 2; time++) await account.document('doc-1').text()
    expect(tokensSent(amazon)).toEqual(['Atza|ACCESSaccess', 'Atz.sprdt|RESTRICTED1', 'Atz.sprdt|RESTRICTED1'])
    expect(amazon.count('createRestrictedDataToken')).toBe(1)
  })

  test('stays forbidden where the restricted token does not help', async () => {
    const amazon = new FakeAmazon()
    const account = amazon.account()
    amazon.answers('getReportDocument', forbidden(), forbidden())
    await expect(account.document('doc-1').text()).rejects.toMatchObject({
      operation: 'getReportDocument',
      status: 403,
    })
    expect(amazon.count('getReportDocument')).toBe(2)
  })

  test('stays forbidden where no restricted token is given, without asking once more', async () => {
    const amazon = new FakeAmazon()
    amazon.answers('getReportDocument', forbidden())
    amazon.answers('createRestrictedDataToken', notRestricted())
    const reading = amazon.account().document('doc-1').text()
    await expect(reading).rejects.toMatchObject({ operation: 'getReportDocument', status: 403 })
    expect(amazon.count('getReportDocument')).toBe(1)
  })
})
