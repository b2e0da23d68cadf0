import { createBusinessReportsClient } from '@reportline/business-reports-client'
import { type BucketStore, memoryBuckets, type RequestOptions } from '@reportline/request'
import { createSellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import { createSellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import { describe, expect, test } from 'vitest'

const fetch = async () => Response.json({ reports: [] })

/** A store that records the keys of the buckets that calls take tokens from. */
function recordingStore() {
  const keys: string[] = []
  const store = memoryBuckets()
  const buckets: BucketStore = {
    ...store,
    take(wanted, now) {
      keys.push(...wanted.map(({ key }) => key))
      return store.take(wanted, now)
    },
  }
  return { keys, buckets }
}

type Options = RequestOptions & { readonly baseUrl: string }

describe.each<[string, (options: Options) => Promise<unknown>]>([
  ['selling-partner-reports', (options) => createSellingPartnerReportsClient(options).getReports()],
  ['business-reports', (options) => createBusinessReportsClient(options).getReports({ reportTypes: ['A'] })],
  ['selling-partner-notifications', (options) => createSellingPartnerNotificationsClient(options).getDestinations()],
])('the rate limits of a %s client', (_, call) => {
  test.each<[string, RequestOptions]>([
    ['absent', {}],
    ['undefined', { quota: undefined }],
  ])('are separate for each base URL if the quota is %s', async (_case, options) => {
    const { keys, buckets } = recordingStore()
    await call({ ...options, buckets, fetch, baseUrl: 'https://na.example' })
    await call({ ...options, buckets, fetch, baseUrl: 'https://eu.example' })
    expect(new Set(keys).size).toBe(2)
  })

  test('are shared by two base URLs with the same quota', async () => {
    const { keys, buckets } = recordingStore()
    await call({ quota: 'mine', buckets, fetch, baseUrl: 'https://na.example' })
    await call({ quota: 'mine', buckets, fetch, baseUrl: 'https://eu.example' })
    expect(new Set(keys).size).toBe(1)
  })
})
