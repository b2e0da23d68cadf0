import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../src/index.ts'
import { allowsAmazon } from '../../src/queues/queue-policy.ts'
import { openQueues } from '../../src/queues/sqs-queues.ts'
import { policyFor } from '../support/queue.ts'

const arn = 'arn:aws:sqs:us-east-1:123456789012:Reports'

describe('a queue policy', () => {
  test.each([
    ['as documented', {}],
    ['for the bare account', { Principal: { AWS: '437568002678' } }],
    ['for several accounts', { Principal: { AWS: ['1', '437568002678'] } }],
    ['for everyone', { Principal: '*' }],
    ['with actions in lower case', { Action: ['sqs:sendmessage', 'sqs:getqueueattributes'] }],
    ['with every action', { Action: 'sqs:*' }],
    ['for every queue of the account', { Resource: 'arn:aws:sqs:us-east-1:123456789012:*' }],
    ['for queues with one more character', { Resource: 'arn:aws:sqs:us-east-1:123456789012:Report?' }],
  ])('%s allows Amazon to send', (_, statement) => {
    expect(allowsAmazon(policyFor(arn, statement), arn)).toBe(true)
  })

  test.each([
    ['for another account', { Principal: { AWS: '123456789012' } }],
    ['for a service', { Principal: { Service: 'sns.amazonaws.com' } }],
    ['without GetQueueAttributes', { Action: 'SQS:SendMessage' }],
    ['without SendMessage', { Action: ['SQS:GetQueueAttributes'] }],
    ['for another queue', { Resource: `${arn}-2` }],
    ['that denies', { Effect: 'Deny' }],
  ])('%s does not allow Amazon to send', (_, statement) => {
    expect(allowsAmazon(policyFor(arn, statement), arn)).toBe(false)
  })

  test('is read in less than a second, whatever its wildcards', () => {
    const hostile = { Action: `${'*'.repeat(5_000)}!`, Resource: `${'*a'.repeat(2_500)}!` }
    const started = performance.now()
    expect(allowsAmazon(policyFor(arn, hostile), arn)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('that also denies does not allow Amazon to send', () => {
    const both = [policyFor(arn), policyFor(arn, { Effect: 'Deny', Action: '*' })].flatMap(
      (policy) => (JSON.parse(policy) as { Statement: unknown[] }).Statement,
    )
    expect(allowsAmazon(JSON.stringify({ Statement: both }), arn)).toBe(false)
  })

  test.each([undefined, '', 'not JSON', 'null', '{}'])('that is %j does not allow Amazon to send', (policy) => {
    expect(allowsAmazon(policy, arn)).toBe(false)
  })
})

describe('the option sqs', () => {
  test('requires a package, which the error names', async () => {
    const missing = () => Promise.reject(new Error('Cannot find package'))
    await expect(openQueues({}, missing)).rejects.toThrow(
      'To send notifications to queues, install the package @aws-sdk/client-sqs',
    )
  })

  test.each([
    [{ endpoint: 'localhost:4566' }, 'sqs.endpoint must be a URL like http://127.0.0.1:4566, not "localhost:4566"'],
    [{ region: '' }, 'sqs.region must be a non-empty string, not ""'],
    [{ credentials: { accessKeyId: 'a' } }, 'sqs.credentials.secretAccessKey must be a string'],
    [{ url: '' }, 'Unknown field `sqs.url`. Expected one of: endpoint, region, credentials'],
  ])('rejects %j', async (sqs, message) => {
    // @ts-expect-error: wrong on purpose
    await expect(startEmulator({ sqs })).rejects.toThrow(new TypeError(message))
  })
})
