import type { Api } from '@reportline/scripts/apis'
import {
  type Bundle,
  type LocatedOperation,
  listOperations,
  packagesOf,
  type RequestExample,
  resolveReference,
} from '@reportline/scripts/generate/bundle'
import { bodyForm } from '@reportline/scripts/generate/client'
import { toSource } from '@reportline/scripts/generate/to-source'

/**
 * Adds a client call for each request example of every operation, as `x-codeSamples`. OpenAPI has examples only of bodies and
 * of single parameters, so the pages would not show a whole call.
 */
export function addCodeSamples(api: Api, bundle: Bundle): Bundle {
  const copy = structuredClone(bundle)
  if (!packagesOf(copy).includes('client')) return copy
  for (const located of listOperations(copy)) {
    Object.assign(located.operation, { 'x-codeSamples': codeSamples(api, copy, located) })
  }
  return copy
}

function codeSamples(api: Api, bundle: Bundle, located: LocatedOperation): object[] {
  return Object.values(located.operation['x-request-examples'] ?? {})
    .map((example) => resolveReference<RequestExample>(bundle, example))
    .map((example) => ({
      lang: 'TypeScript',
      label: example.summary ?? located.operation.operationId,
      source: codeSample(api, bundle, located, example),
    }))
}

function codeSample(api: Api, bundle: Bundle, located: LocatedOperation, example: RequestExample): string {
  const whole = bodyForm(bundle, located) === 'whole'
  const body = whole ? { body: example.value } : (example.value as object | undefined)
  const call = `await client.${located.operation.operationId}(${toSource({ ...example['x-parameters'], ...body })})`
  return `import { create${api.pascalName}Client } from '@reportline/${api.name}-client'\n\n${call}\n`
}
