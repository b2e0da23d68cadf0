import { type Bundle, resolveReference } from '@reportline/scripts/generate/bundle'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Replay, WholeAnswer } from './replay.ts'

const compiled = new WeakMap<Bundle, (schema: object) => ValidateFunction>()

/**
 * Checks an answer's body against the schema that its specification gives for the status.
 *
 * @returns one line for each breach, with its place
 */
export function checkAnswerSchema({ bundle, located }: Replay, { status, body }: WholeAnswer): string[] {
  const response = located.operation.responses[String(status)]
  if (!response) return [`status: ${status} is not documented for ${located.operation.operationId}`]
  const { content } = resolveReference<{ content?: Record<string, { schema?: object }> }>(bundle, response)
  const schema = content?.['application/json']?.schema
  if (!schema) return body === undefined ? [] : ['body: documented none, answered one']
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
