import { memoryBuckets } from '@reportline/request'
import { expect, test, vi } from 'vitest'
import { accountBuckets } from '../../src/accounts/account-options.ts'
import { credentials, FakeAmazon, listings } from '../support/fake-amazon.ts'

const bucket = { key: 'create', plan: { rate: 1, burst: 1 } }
const other = { key: 'other', plan: { rate: 1, burst: 1 } }

test('a credentials function is called once for the buckets and the first token of an account', async () => {
  const source = vi.fn(async () => credentials)
  const account = new FakeAmazon().account({ credentials: source, buckets: memoryBuckets() })
  await Promise.all([1, 2, 3].map(() => account.start({ reportType: listings, marketplaces: ['DE'] })))
  expect(source).toHaveBeenCalledTimes(1)
})

test('the owner is resolved once, however many calls need it at the same time', async () => {
  const owner = vi.fn(async () => ['application', 'seller'])
  const store = accountBuckets(memoryBuckets(), owner)
  await Promise.all([store.take([bucket, other], 0), store.take([bucket], 0), store.empty(bucket, 0)])
  expect(owner).toHaveBeenCalledTimes(1)
})

test('the owner is resolved again after it has failed', async () => {
  const owner = vi.fn<() => Promise<string[]>>().mockRejectedValueOnce(new Error('vault sealed'))
  owner.mockResolvedValue(['application', 'seller'])
  const store = accountBuckets(memoryBuckets(), owner)
  await expect(store.take([bucket, other], 0)).rejects.toThrow('vault sealed')
  expect(await store.take([bucket], 0)).toEqual({ wait: 0 })
})

test('a token that is returned belongs to the owner', async () => {
  const shared = memoryBuckets()
  const store = accountBuckets(shared, () => ['application', 'seller'])
  await store.take([bucket], 0)
  await store.refund([bucket], 0)
  expect(await store.take([bucket], 0)).toEqual({ wait: 0 })
  expect(await store.take([bucket], 0)).toEqual({ wait: 1_000, slowest: { key: 'create', rate: 1 } })
})
