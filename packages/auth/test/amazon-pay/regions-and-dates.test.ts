import { describe, expect, test } from 'vitest'
import {
  formatPayDate,
  keyEnvironment,
  parsePayDate,
  payBasePath,
  payHost,
  payRegion,
} from '../../src/amazon-pay/index.ts'

describe('a region', () => {
  test.each([
    ['na', 'na', 'pay-api.amazon.com'],
    ['US', 'na', 'pay-api.amazon.com'],
    ['Eu', 'eu', 'pay-api.amazon.eu'],
    ['de', 'eu', 'pay-api.amazon.eu'],
    ['UK', 'eu', 'pay-api.amazon.eu'],
    ['jp', 'jp', 'pay-api.amazon.jp'],
  ])('%s is %s, at %s', (name, region, host) => {
    expect([payRegion(name), payHost(name)]).toEqual([region, host])
  })

  test.each(['', 'fe', 'toString', 'eu '])('%j does not exist', (name) => {
    expect(() => payHost(name)).toThrow('region must be one of na, eu, jp, or an alias: us (na), de (eu), uk (eu)')
  })
})

describe('a key id', () => {
  test.each([
    ['LIVE-A', 'live', '/v2'],
    ['Sandbox-A', 'sandbox', '/v2'],
    ['sandboxA', 'sandbox', '/v2'],
  ] as const)('%s is of the environment %s: paths begin with %s', (id, environment, path) => {
    expect([keyEnvironment(id), payBasePath(id), payBasePath(id, environment)]).toEqual([environment, path, path])
  })

  test('without a prefix is valid in both environments, which the path names', () => {
    expect(keyEnvironment('ALIVE')).toBeUndefined()
    expect([payBasePath('AXYZ', 'live'), payBasePath('AXYZ', 'sandbox')]).toEqual(['/live/v2', '/sandbox/v2'])
    expect(() => payBasePath('AXYZ')).toThrow('environment is missing')
  })

  test('of the wrong environment is rejected', () => {
    expect(() => payBasePath('LIVE-A', 'sandbox')).toThrow('belongs to the live environment. Omit environment')
    expect(() => payBasePath('LIVE-A', 'test' as never)).toThrow('environment must be live or sandbox, not "test"')
  })
})

describe('a date', () => {
  test.each(['20240229T235959Z', '2024-02-29T23:59:59Z'])('%s is parsed', (text) => {
    expect(formatPayDate(parsePayDate(text))).toBe('20240229T235959Z')
  })

  test.each(['20230229T000000Z', '20230101T240000Z', '2023-0101T000000Z', '20230101T000000', '2023-01-01', ''])(
    '%j is refused',
    (text) => {
      expect(() => parsePayDate(text)).toThrow('x-amz-pay-date must be a time like 20260304T120000Z')
    },
  )
})
