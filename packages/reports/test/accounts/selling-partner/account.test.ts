import { inspect } from 'node:util'
import { type BucketStore, memoryBuckets } from '@reportline/request'
import { describe, expect, test, vi } from 'vitest'
import { sellingPartner } from '../../../src/accounts/selling-partner/index.ts'
import { credentials, FakeAmazon, listings, responses } from '../../support/fake-amazon.ts'

const request = { reportType: listings, marketplaces: ['DE'] }

describe('an account', () => {
  test('does not expose secrets when it is inspected', async () => {
    const account = new FakeAmazon().account()
    await account.run(request)
    expect(inspect(account, { depth: null, showHidden: true })).not.toMatch(/SECRETsecret|REFRESHrefresh|ACCESSaccess/)
  })

  test('belongs to one of three regions', () => {
    // @ts-expect-error the region is unknown
    expect(() => sellingPartner({ region: 'us', credentials })).toThrow('`region` must be na')
  })

  test('returns any document by id', async () => {
    const amazon = new FakeAmazon()
    expect(await amazon.account().document('doc-9').text()).toContain('Café')
    expect(amazon.last('getReportDocument').request.url).toContain('/documents/doc-9')
    expect(() => amazon.account().document('')).toThrow(TypeError)
  })

  test('decodes a Japanese document without a charset header as Shift_JIS', async () => {
    const shiftJis = Uint8Array.from([0x8d, 0x5d, 0x0a])
    const amazon = new FakeAmazon().respond('download', () => responses.document(shiftJis, 'text/plain'))
    const document = amazon.account({ region: 'fe' }).document('doc-9', { marketplaces: ['JP'] })
    expect(await document.text()).toBe('江\n')
    expect(() => amazon.account().document('doc-9', { marketplaces: ['JP'] })).toThrow('JP belongs to the region fe')
  })
})

describe('a bucket store that accounts share', () => {
  function watched(): { store: BucketStore; keys: Set<string> } {
    const inner = memoryBuckets()
    const keys = new Set<string>()
    const store: BucketStore = {
      take(buckets, now) {
        for (const bucket of buckets) keys.add(bucket.key)
        return inner.take(buckets, now)
      },
      refund: (buckets, now) => inner.refund(buckets, now),
      learn: (bucket, rate, now) => inner.learn(bucket, rate, now),
      empty: (bucket, now) => inner.empty(bucket, now),
    }
    return { store, keys }
  }

  test('tracks rate limits per seller and application, and contains no secret', async () => {
    const { store, keys } = watched()
    const amazon = new FakeAmazon()
    await amazon.account({ buckets: store }).start(request)
    await amazon.account({ buckets: store, credentials: async () => credentials }).start(request)
    const oneSeller = [...keys]
    // One of the operation, and one of the report type.
    expect(oneSeller).toHaveLength(2)
    await amazon.account({ buckets: store, credentials: { ...credentials, refreshToken: 'Atzr|other' } }).start(request)
    expect(keys.size).toBe(4)
    expect([...keys].join()).not.toMatch(/Atzr|REFRESH|oa2/)
  })

  test('makes callers wait across accounts of the same seller', async () => {
    const { store } = watched()
    const amazon = new FakeAmazon()
    const account = () => amazon.account({ buckets: store })
    for (let count = 0; count < 15; count++) await account().start(request)
    expect(amazon.clock.slept).toEqual([])
    await account().start(request)
    expect(amazon.clock.slept.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(50_000)
  })

  test('fetches the credentials again after fetching them failed', async () => {
    const { store } = watched()
    const source = vi.fn().mockRejectedValueOnce(new Error('vault is shut')).mockResolvedValue(credentials)
    const account = new FakeAmazon().account({ buckets: store, credentials: source })
    await expect(account.start(request)).rejects.toThrow('vault is shut')
    expect(await account.start(request)).toMatchObject({ step: 'waiting' })
  })
})
