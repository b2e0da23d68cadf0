import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { services } from '../../src/generated/services.ts'
import { service as loginWithAmazon } from '../../src/services/login-with-amazon/service.ts'
import type { Service, ServiceDefinition } from '../../src/services/service-definition.ts'
import { startServices } from '../../src/start-emulator.ts'
import { type CallResponse, Client, errorOf } from '../support/client.ts'
import { fixedClock } from '../support/fixed-clock.ts'

/** Starts the services with some handlers of the Selling Partner API replaced. */
async function startBroken(handlers: Service['handlers']): Promise<Client> {
  const definitions = services.map((definition: ServiceDefinition): ServiceDefinition => {
    if (definition.name !== 'sellingPartner') return definition
    const open: ServiceDefinition['open'] = (state, contracts) => {
      const service = definition.open(state, contracts)
      return { ...service, handlers: { ...service.handlers, ...handlers } }
    }
    return { ...definition, open }
  })
  return new Client(await startServices(definitions, { clock: fixedClock }))
}

async function brokenResponse(response: ReturnType<Service['handlers'][string]>): Promise<CallResponse> {
  await using client = await startBroken({ getReport: () => response })
  return await client.call('GET', '/reports/any')
}

describe('a response that violates the specification', () => {
  const report = { reportId: '1', reportType: 'A', createdTime: '2026-03-04T12:00:00+00:00', processingStatus: 'DONE' }

  test.each([
    ['a field of another type', { status: 200, body: { ...report, reportId: 1 } }, '200 body/reportId must be string'],
    [
      'a missing field',
      { status: 200, body: { ...report, createdTime: undefined } },
      "200 body must have required property 'createdTime'",
    ],
    [
      'an unknown value',
      { status: 200, body: { ...report, processingStatus: 'READY' } },
      '200 body/processingStatus must be equal to one of the allowed values',
    ],
    [
      'a time without an offset',
      { status: 200, body: { ...report, createdTime: '2026-03-04' } },
      '200 body/createdTime must match format "date-time"',
    ],
    ['an undocumented status', { status: 204 }, 'status 204 is not documented'],
  ])('with %s becomes a 500 that describes the violation', async (_, response, where) => {
    const replaced = await brokenResponse(response)
    expect(replaced.status).toBe(500)
    expect(errorOf(replaced)).toMatchObject({ code: 'InternalFailure', details: expect.stringContaining(where) })
    expect(errorOf(replaced)).toMatchObject({ details: expect.stringContaining('getReport') })
  })

  test('with an undocumented body becomes a 500 that describes the violation', async () => {
    await using client = await startBroken({ cancelReport: () => ({ status: 200, body: {} }) })
    const replaced = await client.call('DELETE', '/reports/any')
    expect([replaced.status, errorOf(replaced)]).toMatchObject([
      500,
      { details: expect.stringContaining('200 body: none is documented') },
    ])
  })

  test('is sent unchanged if it is valid', async () => {
    expect((await brokenResponse({ status: 200, body: report })).status).toBe(200)
  })
})

describe('a service', () => {
  test('that throws causes a 500 that describes the error', async () => {
    await using client = await startBroken({
      getReport: () => {
        throw new Error('out of order')
      },
    })
    const response = await client.call('GET', '/reports/any')
    expect([response.status, errorOf(response)]).toMatchObject([
      500,
      { details: expect.stringContaining('out of order') },
    ])
  })

  test('that handles more or fewer operations than its specification does not start', async () => {
    const open: ServiceDefinition['open'] = (state) => ({ ...loginWithAmazon.open(state), handlers: {} })
    const without = { ...loginWithAmazon, open }
    await expect(startServices([without])).rejects.toThrow('The service loginWithAmazon does not handle requestToken')
    await expect(startBroken({ getNothing: () => ({ status: 200 }) })).rejects.toThrow(
      'getNothing, which its specifications do not contain',
    )
  })

  test('whose contract is not compiled throws an error that says what to do', async () => {
    const unknown = { ...loginWithAmazon, apis: ['unknown-api'] }
    await expect(startServices([unknown])).rejects.toThrow(
      'The contract of unknown-api is not compiled. Run `pnpm build`.',
    )
  })
})

/** Returns the strings in a specification's examples, except for short ones and single words. */
function exampleStrings(value: unknown, isExample = false): string[] {
  if (typeof value === 'string') return isExample && value.length > 12 && /\W/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => exampleStrings(inner, isExample || key === 'value'))
}

test('the emulator contains no example of the specifications', () => {
  const require = createRequire(import.meta.url)
  for (const api of services.flatMap(({ apis }) => apis)) {
    const texts = exampleStrings(require(`@reportline/${api}-spec`))
    expect(texts.length).toBeGreaterThan(5)
    const compiled = readFileSync(new URL(`../../validators/${api}.js`, import.meta.url), 'utf8')
    const quoted = (text: string) => ['"', "'", '`'].some((quote) => compiled.includes(quote + text + quote))
    expect(texts.filter(quoted)).toEqual([])
  }
})
