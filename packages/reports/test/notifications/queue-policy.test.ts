import { describe, expect, test } from 'vitest'
import { allowAmazon } from '../../src/notifications/queue-policy.ts'

const arn = 'arn:aws:sqs:eu-west-1:123456789012:reports'
const allow = { Effect: 'Allow', Principal: { AWS: '437568002678' }, Action: 'sqs:*', Resource: arn }

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

describe("the queue's policy", () => {
  test.each([
    ['by account', allow],
    [
      'by the root of the account, as AWS writes it',
      { ...allow, Principal: { AWS: 'arn:aws:iam::437568002678:root' } },
    ],
    ['among others', { ...allow, Principal: { AWS: ['1', '437568002678'] } }],
    ['as anybody', { ...allow, Principal: '*' }],
    ['by wildcards', { ...allow, Action: ['SQS:Send*', 'sqs:Get*'], Resource: 'arn:aws:sqs:*:*:report?' }],
  ])('is unchanged if it allows Amazon to send %s', (_how, statement) => {
    expect(allowAmazon(policy(statement), arn)).toBeUndefined()
    expect(allowAmazon(JSON.stringify({ Statement: statement }), arn)).toBeUndefined()
  })

  test.each([
    ['there is none', undefined],
    ['another account is let in', policy({ ...allow, Principal: { AWS: '123456789012' } })],
    ['another queue is meant', policy({ ...allow, Resource: `${arn}-two` })],
    ['one action is missing', policy({ ...allow, Action: 'sqs:SendMessage' })],
    ['there is a condition', policy({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    ['the statement says whom it excludes', policy({ ...allow, Principal: undefined, NotPrincipal: '*' })],
  ])('gets a statement if %s, and then allows Amazon to send', (_why, present) => {
    const added = allowAmazon(present, arn)
    expect(JSON.parse(added ?? '{}').Statement.slice(0, -1)).toEqual(
      JSON.parse(present ?? '{"Statement":[]}').Statement,
    )
    expect(allowAmazon(added, arn)).toBeUndefined()
  })

  test('gets a statement with a unique identifier', () => {
    const taken = { ...allow, Sid: 'AmazonSendsReportNotifications', Resource: 'arn:other' }
    expect(JSON.parse(allowAmazon(policy(taken), arn) ?? '{}').Statement[1].Sid).toBe('AmazonSendsReportNotifications2')
  })

  test('is rejected if it denies Amazon sending; conditions are ignored', () => {
    const deny = { ...allow, Effect: 'Deny', Principal: '*' }
    expect(() => allowAmazon(policy(allow, deny), arn)).toThrow(
      expect.objectContaining({ code: 'QUEUE_DENIES_AMAZON' }),
    )
    expect(allowAmazon(policy(allow, { ...deny, Condition: { Bool: {} } }), arn)).toBeUndefined()
  })

  test('gets a statement in less than a second, whatever the wildcards in it', () => {
    const hostile = { ...allow, Action: `sqs:${'*'.repeat(5_000)}!`, Resource: `${'*a'.repeat(2_500)}!` }
    const started = performance.now()
    expect(allowAmazon(policy(hostile), arn)).toBeDefined()
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test.each(['{', '[]', '7'])('that cannot be read (%s) is not written over', (text) => {
    expect(() => allowAmazon(text, arn)).toThrow('not a JSON object')
  })
})
