import type { Api } from '../apis.ts'
import { banner } from './banner.ts'
import type { Bundle, LocatedOperation, OperationObject, Parameter, Schema } from './bundle.ts'
import { listOperations, resolveReference } from './bundle.ts'
import { keyToSource, toSource } from './to-source.ts'
import { tsdoc, tsdocTag } from './tsdoc.ts'

/** The generated sources of an API's client package, by path inside `src/generated/`. */
export function generateClient(api: Api, bundle: Bundle): Map<string, string> {
  const operations = listOperations(bundle)
  return new Map([
    ['operations.ts', banner + operationsSource(bundle, operations)],
    ['client.ts', banner + clientSource(api, bundle, operations)],
    ['index.ts', banner + indexSource(api)],
  ])
}

function operationsSource(bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const entries = operations.map((located) => {
    return `  ${located.operation.operationId}: ${toSource(boundOperation(bundle, located), '  ')},`
  })
  const servers = (bundle.servers ?? []).map(({ url, description, 'x-name': name }) => {
    if (!name) throw new Error(`servers: ${url} has no x-name`)
    return `${tsdoc([description], '  ')}  ${keyToSource(name)}: ${toSource(url)},`
  })
  return [
    "import type { BoundOperation } from '@reportline/request'\n",
    '/** The base URLs of the API, by name. */',
    `export const servers = {\n${servers.join('\n')}\n} as const\n`,
    '/** What the specification says of each operation: its place, its usage plan and where its input goes. */',
    `export const operations = {\n${entries.join('\n')}\n} as const satisfies Record<string, BoundOperation>\n`,
  ].join('\n')
}

function boundOperation(bundle: Bundle, located: LocatedOperation): Record<string, unknown> {
  const { path, method, operation, parameters } = located
  const limit = operation['x-rate-limit']
  const names = (location: string) => parameters.filter((one) => one.in === location).map((one) => one.name)
  const places = Object.fromEntries(
    ['path', 'query', 'header'].map((location) => [location, names(location)]).filter(([, found]) => found?.length),
  )
  const body = bodyForm(bundle, located)
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    ...(typeof limit === 'object' && { rate: limit.rate, burst: limit.burst }),
    idempotent: operation['x-idempotent'] ?? ['get', 'head', 'put', 'delete'].includes(method),
    ...scopeOf(bundle, operation),
    parameters: places,
    ...(body && { body }),
  }
}

/** The scope of a grantless operation: `x-scope` of the security scheme that it names. */
export function scopeOf(bundle: Bundle, { security = [] }: OperationObject): { scope?: string } {
  const schemes = security.flatMap((requirement) => Object.keys(requirement))
  const scopes = schemes.map((name) => bundle.components?.securitySchemes?.[name] as { 'x-scope'?: string } | undefined)
  const scope = scopes.map((scheme) => scheme?.['x-scope']).find((one) => one !== undefined)
  return scope === undefined ? {} : { scope }
}

/**
 * How a method takes the request body: its fields beside the parameters, or whole under `body` where a field has the name
 * of a parameter or the body is no object with known fields.
 */
export function bodyForm(bundle: Bundle, { operation, parameters }: LocatedOperation): 'fields' | 'whole' | undefined {
  if (!operation.requestBody) return undefined
  const schema = resolveReference(bundle, operation.requestBody).content['application/json']?.schema
  const fields = schema && fieldsOf(bundle, schema)
  if (!fields || parameters.some((parameter) => fields.includes(parameter.name))) return 'whole'
  return 'fields'
}

function fieldsOf(bundle: Bundle, schema: Schema): string[] | undefined {
  const { type, properties, oneOf, anyOf, allOf } = resolveReference<Schema>(bundle, schema)
  return type === 'object' && properties && !oneOf && !anyOf && !allOf ? Object.keys(properties) : undefined
}

function clientSource(api: Api, bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const name = `${api.pascalName}Client`
  const inputs = new Set(operations.map((located) => inputType(bundle, located)))
  const methods = operations.map((located) => methodSource(bundle, located))
  const bindings = operations.map(({ operation: { operationId } }) => {
    return `    ${operationId}: bindOperation(request, raw.request, operations.${operationId}),`
  })
  return `import {
  authorizedFetch,
  bindOperation,
  type Call,
  type CallOptions,
  createRequest,
${[...inputs]
  .sort()
  .map((input) => `  type ${input},\n`)
  .join('')}  type Output,
  type RequestOptions,
} from '@reportline/request'
import type { operations as Operations, paths } from '@reportline/${api.name}-types'
import createFetchClient, { type Client } from 'openapi-fetch'
import { operations } from './operations.ts'

/** What {@link create${name}} takes: where the API is, and how calls are authorized, limited and retried. */
export interface ${name}Options extends RequestOptions {
  /** The API's address: one of {@link servers}, or another one such as an emulator's. */
  readonly baseUrl: string
}

${tsdoc([`${bundle.info.title}, version ${bundle.info.version}: one method for each operation.`])}export interface ${name} {
${methods.join('\n')}
  /**
   * The openapi-fetch client itself, for what the methods do not give. Its calls are authorized, but neither limited nor
   * retried nor judged.
   */
  readonly raw: Client<paths>
}

/**
 * Makes a client. Every method goes through one rate limiter, authorization, retries and error reading.
 *
 * @param options where the API is, and how calls are authorized, limited and retried
 * @throws TypeError when an option is wrong
 */
export function create${name}(options: ${name}Options): ${name} {
  const raw = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    fetch: authorizedFetch(options),
    querySerializer: { array: { style: 'form', explode: false } },
  })
  const request = createRequest({ ...options, quota: options.quota ?? options.baseUrl })
  return {
${bindings.join('\n')}
    raw,
  }
}
`
}

function inputType(bundle: Bundle, located: LocatedOperation): 'Input' | 'NestedInput' {
  return bodyForm(bundle, located) === 'whole' ? 'NestedInput' : 'Input'
}

function methodSource(bundle: Bundle, located: LocatedOperation): string {
  const { operation, parameters } = located
  const id = operation.operationId
  const optional = parameters.some((one) => one.required) || bodyRequired(bundle, located) ? '' : '?'
  const input = `${inputType(bundle, located)}<Operations['${id}']>`
  const comment = tsdoc(
    [
      operation.summary,
      operation.description,
      usagePlan(located),
      [
        ...parameterLines(parameters),
        tsdocTag('throws', 'RequestError when no usable answer came, ApiError when the API refused.'),
      ].join('\n'),
      operation.deprecated
        ? tsdocTag('deprecated', 'The specification marks this operation as deprecated.')
        : undefined,
    ],
    '  ',
  )
  return `${comment}  ${id}(input${optional}: ${input}, options?: CallOptions): Call<Output<Operations['${id}']>>\n`
}

function bodyRequired(bundle: Bundle, { operation }: LocatedOperation): boolean {
  return operation.requestBody !== undefined && resolveReference(bundle, operation.requestBody).required === true
}

function usagePlan({ operation }: LocatedOperation): string | undefined {
  const limit = operation['x-rate-limit']
  if (typeof limit !== 'object') return undefined
  return `Usage plan: ${limit.rate} requests a second, burst ${limit.burst}${limit.assumed ? ' (assumed)' : ''}.`
}

function parameterLines(parameters: readonly Parameter[]): string[] {
  return parameters.map(({ name, description, required }) => {
    return `- \`${name}\`${required ? '' : ' (optional)'}: ${(description ?? '').replaceAll(/\s+/g, ' ').trim()}`
  })
}

function indexSource(api: Api): string {
  const name = `${api.pascalName}Client`
  return `export { create${name}, type ${name}, type ${name}Options } from './client.ts'
export { operations, servers } from './operations.ts'
`
}
