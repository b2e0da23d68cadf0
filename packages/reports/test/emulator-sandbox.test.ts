import type { Emulator } from '@reportline/emulator'
import { describe, expect, test } from 'vitest'
import { amazonBusiness } from '../src/accounts/business/index.ts'
import { accountAt, emulatorClock, withEmulator } from './support/emulated.ts'

const staticSandbox = { staticSandbox: true }

function businessAt(emulator: Emulator) {
  return amazonBusiness({
    region: 'eu',
    sandbox: true,
    credentials: emulator.credentials.business,
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    clock: emulatorClock(emulator),
  })
}

/** The documented request of the Selling Partner API. Its marketplaces belong to two regions. */
const request = {
  reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
  marketplaces: ['A1PA6795UKMFR9', 'ATVPDKIKX0DER'],
  from: '2024-03-10T20:11:24Z',
}
const ofBusiness = { ...request, from: '2019-12-10T20:11:24Z' }

describe('the requests that Amazon documents for the static sandbox', () => {
  for (const region of ['na', 'eu', 'fe'] as const) {
    test(`start a report of the Selling Partner API in the region ${region}`, () =>
      withEmulator(async (emulator) => {
        const job = await accountAt(emulator, { sandbox: true, region }).start(request)
        expect(job).toMatchObject({ reportId: 'ID323', region, marketplaceIds: request.marketplaces })
      }, staticSandbox))
  }

  test('start a report of Amazon Business', () =>
    withEmulator(async (emulator) => {
      expect(await businessAt(emulator).start(ofBusiness)).toMatchObject({ reportId: 'ID323' })
    }, staticSandbox))

  test('work with the generated clients, whichever operation is called', () =>
    withEmulator(async (emulator) => {
      for (const { client } of [accountAt(emulator, { sandbox: true }), businessAt(emulator)]) {
        expect(await client.getReport({ reportId: 'ID323' })).toMatchObject({ processingStatus: 'IN_PROGRESS' })
      }
    }, staticSandbox))
})

describe('a request that the static sandbox does not know', () => {
  test('fails with the request that it knows', () =>
    withEmulator(async (emulator) => {
      const refused = accountAt(emulator, { sandbox: true }).start({ ...request, marketplaces: ['US'] })
      await expect(refused).rejects.toThrow(
        'The static sandbox accepts only the requests that Amazon documents for it, such as ' +
          '{"reportType":"GET_MERCHANT_LISTINGS_ALL_DATA","dataStartTime":"2024-03-10T20:11:24.000Z",' +
          '"marketplaceIds":["A1PA6795UKMFR9","ATVPDKIKX0DER"]}.',
      )
    }, staticSandbox))
})

test('an account that does not use the sandbox refuses marketplaces of two regions before it sends anything', () =>
  withEmulator(async (emulator) => {
    await expect(accountAt(emulator).start(request)).rejects.toThrow(/must belong to one region/)
  }, staticSandbox))
