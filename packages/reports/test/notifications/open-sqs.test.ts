import { SQSClient } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { openSqs } from '../../src/notifications/open-sqs.ts'

test('a client that is handed in is used', async () => {
  const mine = new SQSClient({ region: 'eu-west-1' })
  expect((await openSqs(mine)).client).toBe(mine)
})

test('a client is made for an address', async () => {
  const { client } = await openSqs({ region: 'eu-west-1', endpoint: 'http://localhost:4566' })
  expect(await client.config.region()).toBe('eu-west-1')
  expect(await client.config.endpoint?.()).toMatchObject({ hostname: 'localhost', port: 4566 })
})

test('a package that is missing is named', async () => {
  const opening = openSqs({ region: 'eu-west-1' }, () => Promise.reject(new Error('no such package')))
  await expect(opening).rejects.toMatchObject({
    code: 'SQS_MISSING',
    message: expect.stringContaining('@aws-sdk/client-sqs'),
  })
})
