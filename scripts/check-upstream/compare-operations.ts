import type { Bundle, OperationObject, RequestBody } from '../generate/bundle.ts'
import {
  type LocatedOperation,
  listOperations,
  type Parameter,
  resolveReference,
  type Schema,
} from '../generate/bundle.ts'
import { type CompareSchemas, compareDeprecated, type Documents } from './compare-schemas.ts'
import { type Difference, differenceOf, presenceDifference, unionOfKeys } from './difference.ts'
import { normalizePath } from './find-api.ts'

interface ResponseObject {
  readonly content?: RequestBody['content']
  readonly headers?: Readonly<Record<string, unknown>>
}

/** Compares the operations of a model with those of a specification. Operations match by method and path. */
export function compareOperations(documents: Documents, compare: CompareSchemas): Difference[] {
  const [theirs, ours] = [operationsByPath(documents.model), operationsByPath(documents.specification)]
  return unionOfKeys(theirs, ours).flatMap((key) => {
    const [model, specification] = [theirs[key], ours[key]]
    const at = `operations.${(model ?? specification)?.operation.operationId}`
    if (!model || !specification) return presenceDifference(at, model, specification)
    return [
      ...compareFields(at, model.operation, specification.operation),
      ...compareParameters(at, model, specification, compare),
      ...compareBodies(at, documents, model.operation, specification.operation, compare),
      ...compareResponses(at, documents, model.operation, specification.operation, compare),
    ]
  })
}

function operationsByPath(bundle: Bundle): Record<string, LocatedOperation> {
  return Object.fromEntries(
    listOperations(bundle).map((located) => [`${located.method} ${normalizePath(located.path)}`, located]),
  )
}

function compareFields(at: string, model: OperationObject, specification: OperationObject): Difference[] {
  return [
    ...differenceOf(`${at}.operationId`, model.operationId, specification.operationId),
    ...differenceOf(`${at}.deprecated`, model.deprecated ?? false, specification.deprecated ?? false),
    ...compareRateLimits(at, model, specification),
  ]
}

/** A model has the rate limit in a table of the description. */
function compareRateLimits(at: string, model: OperationObject, specification: OperationObject): Difference[] {
  const [, rate, burst] = /\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|/.exec(model.description ?? '') ?? []
  const limit = specification['x-rate-limit']
  const ours = limit === undefined || limit === 'none' ? undefined : limit
  if (ours?.assumed && rate === undefined) return []
  return [
    ...differenceOf(`${at}.rate`, rate === undefined ? undefined : Number(rate), ours?.rate),
    ...differenceOf(`${at}.burst`, burst === undefined ? undefined : Number(burst), ours?.burst),
  ]
}

function compareParameters(
  at: string,
  model: LocatedOperation,
  specification: LocatedOperation,
  compare: CompareSchemas,
): Difference[] {
  const [theirs, ours] = [model, specification].map(({ parameters }) =>
    Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter])),
  )
  return unionOfKeys(theirs, ours).flatMap((name) => {
    const place = `${at}.parameters.${name}`
    const [left, right] = [theirs?.[name], ours?.[name]]
    if (!left || !right) return presenceDifference(place, left, right)
    return [
      ...differenceOf(`${place}.in`, left.in, right.in),
      ...differenceOf(`${place}.required`, left.required ?? false, right.required ?? false),
      ...differenceOf(`${place}.explode`, isExploded(left), isExploded(right)),
      ...compareDeprecated(place, left, right),
      ...compare(place, left.schema, right.schema),
    ]
  })
}

/** Returns whether a list in the query is sent as one parameter for each item. */
function isExploded({ in: location, explode, schema }: Parameter): boolean | undefined {
  return location === 'query' && schema?.type === 'array' ? (explode ?? true) : undefined
}

function compareBodies(
  at: string,
  { model, specification }: Documents,
  theirs: OperationObject,
  ours: OperationObject,
  compare: CompareSchemas,
): Difference[] {
  const left = resolveReference<RequestBody | undefined>(model, theirs.requestBody)
  const right = resolveReference<RequestBody | undefined>(specification, ours.requestBody)
  if (!left || !right) return presenceDifference(`${at}.body`, left, right)
  return [
    ...differenceOf(`${at}.body.required`, left.required ?? false, right.required ?? false),
    ...compareContent(`${at}.body`, left.content, right.content, compare),
  ]
}

function compareResponses(
  at: string,
  { model, specification }: Documents,
  theirs: OperationObject,
  ours: OperationObject,
  compare: CompareSchemas,
): Difference[] {
  return unionOfKeys(theirs.responses, ours.responses).flatMap((status) => {
    const place = `${at}.responses.${status}`
    const left = resolveReference(model, theirs.responses[status] as ResponseObject | undefined)
    const right = resolveReference(specification, ours.responses[status] as ResponseObject | undefined)
    if (!left || !right) return presenceDifference(place, left, right)
    return [
      ...compareContent(place, left.content, right.content, compare),
      ...compareHeaders(place, headersOf(model, left), headersOf(specification, right), compare),
    ]
  })
}

/** The names of headers are compared in lower case. */
function headersOf(bundle: Bundle, { headers = {} }: ResponseObject): Record<string, { schema?: Schema }> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [name.toLowerCase(), resolveReference(bundle, header as object)]),
  )
}

function compareHeaders(
  at: string,
  model: Record<string, { schema?: Schema }>,
  specification: Record<string, { schema?: Schema }>,
  compare: CompareSchemas,
): Difference[] {
  return unionOfKeys(model, specification).flatMap((name) => {
    const place = `${at}.headers.${name}`
    const [left, right] = [model[name], specification[name]]
    if (!left || !right) return presenceDifference(place, left, right)
    return [...compareDeprecated(place, left, right), ...compare(place, left.schema, right.schema)]
  })
}

function compareContent(
  at: string,
  model: RequestBody['content'] = {},
  specification: RequestBody['content'] = {},
  compare: CompareSchemas,
): Difference[] {
  return unionOfKeys(model, specification).flatMap((mediaType) => {
    const place = `${at}.content.${mediaType}`
    const [left, right] = [model[mediaType], specification[mediaType]]
    return left && right ? compare(place, left.schema, right.schema) : presenceDifference(place, left, right)
  })
}
