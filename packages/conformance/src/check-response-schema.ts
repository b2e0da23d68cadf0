import { type Bundle, resolveReference } from '@reportline/scripts/generate/bundle'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Replay, ReplayResponse } from './replay.ts'

const compiled = new WeakMap<Bundle, (schema: object) => ValidateFunction>()

/**
 * Validates the body of a response against the schema that the specification documents for its status.
 *
 * @returns one line for each violation, with its path
 */
export function checkResponseSchema({ bundle, located }: Replay, { status, body }: ReplayResponse): string[] {
  const response = located.operation.responses[String(status)]
  if (!response) return [`status: ${status} is not documented for ${located.operation.operationId}`]
  const { content } = resolveReference<{ content?: Record<string, { schema?: object }> }>(bundle, response)
  const schema = content?.['application/json']?.schema
  if (!schema) return body === undefined ? [] : ['body: expected none']
  const validate = compilerOf(bundle)(schema)
  if (validate(body)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `body${instancePath.replaceAll('/', '.')}: ${message}`,
  )
}

function compilerOf(bundle: Bundle): (schema: object) => ValidateFunction {
  const known = compiled.get(bundle)
  if (known) return known
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(bundle, 'bundle')
  const compile = (schema: object) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"bundle#/')))
  compiled.set(bundle, compile)
  return compile
}
