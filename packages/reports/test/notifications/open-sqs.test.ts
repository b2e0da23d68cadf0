import { SQSClient } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { openSqs, type SqsPackage } from '../../src/notifications/open-sqs.ts'
import { sqsQueue } from '../../src/notifications/queue.ts'

test('uses the client of the caller', async () => {
  const mine = new SQSClient({ region: 'eu-west-1' })
  expect((await openSqs(mine)).client).toBe(mine)
})

test('creates a client for an address', async () => {
  const { client } = await openSqs({ region: 'eu-west-1', endpoint: 'http://localhost:4566' })
  expect(await client.config.region()).toBe('eu-west-1')
  expect(await client.config.endpoint?.()).toMatchObject({ hostname: 'localhost', port: 4566 })
})

test('names the package if it is not installed', async () => {
  const opening = openSqs({ region: 'eu-west-1' }, () => Promise.reject(new Error('no such package')))
  await expect(opening).rejects.toMatchObject({
    code: 'SQS_MISSING',
    message: expect.stringContaining('@aws-sdk/client-sqs'),
  })
})

test('loads the package again after loading it has failed', async () => {
  let loads = 0
  const load = (): Promise<SqsPackage> => {
    loads += 1
    return Promise.reject(new Error('no such package'))
  }
  const queue = sqsQueue('https://sqs.eu-west-1.amazonaws.com/1/reports', { region: 'eu-west-1' }, load)
  await expect(queue.attributes()).rejects.toMatchObject({ code: 'SQS_MISSING' })
  await expect(queue.attributes()).rejects.toMatchObject({ code: 'SQS_MISSING' })
  expect(loads).toBe(2)
})
