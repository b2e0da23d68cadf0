import { basename } from 'node:path'
import { type Context, field, type LocatedValue, ownEntries, within } from './located-value.ts'
import {
  bodyOf,
  eachOperation,
  listRequestExamples,
  type Operation,
  parameters,
  responseExamples,
  responses,
} from './operation.ts'
import { schemaErrors } from './schema-errors.ts'

/**
 * Requires that each operation lists its request examples under `x-request-examples`:
 *
 * - A request matches the schemas, unless it is marked with `x-invalid`.
 * - It is named after its operation and its case, and a response example has the same name.
 * - A valid body is also listed in the request body, where a built-in rule validates it.
 */
export function requestExamples() {
  return eachOperation((operation, context) => {
    const requests = listRequestExamples(context, operation)
    if (requests.length === 0) {
      const message = `${operation.id} has no request examples. List them under x-request-examples.`
      context.report({ message, location: operation.located.location })
    }
    for (const [name, example] of requests) {
      checkName(context, operation, name, example)
      checkContract(context, operation, name, example)
    }
    checkResponses(context, operation, new Set(requests.map(([name]) => name)))
  })
}

function checkName(context: Context, { id }: Operation, name: string, { location }: LocatedValue): void {
  const file = basename(location.source.absoluteRef)
  const [operation, caseName = '', ...rest] = name.split('.')
  const isNamed = operation === id && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(caseName) && rest.length === 0
  if (isNamed && file === `${name}.request.yaml`) return
  const message = `Rename the request example ${name} in ${file} to ${id}.<case>, in ${id}.<case>.request.yaml.`
  context.report({ message, location })
}

function checkContract(context: Context, operation: Operation, name: string, example: LocatedValue): void {
  const isInvalid = field(example.value, 'x-invalid') === true
  const body = bodyOf(context, operation, example.value)
  const isListed = body !== undefined && field(within(context, body, 'examples').value, name) !== undefined
  const errors = parameterErrors(context, operation, example)
  const report = (message: string) => context.report({ message, location: example.location })
  if (!isInvalid) {
    for (const error of errors) report(`${name}: ${error}.`)
    if (body !== undefined && !isListed) report(`Add ${name} to the examples of the request body too.`)
    if (body === undefined && hasValue(example)) report(`${name} has a value, but ${operation.id} has no request body.`)
    return
  }
  const bodyErrors =
    body === undefined ? [] : schemaErrors(context, within(context, body, 'schema'), field(example.value, 'value'))
  if (isListed) report(`Remove ${name} from the examples of the request body, because it is marked with x-invalid.`)
  else if (errors.length + bodyErrors.length === 0) report(`${name} is marked with x-invalid, but it is valid.`)
}

const hasValue = ({ value }: LocatedValue) => field(value, 'value') !== undefined

function parameterErrors(context: Context, operation: Operation, example: LocatedValue): string[] {
  const declared = parameters(context, operation)
  const given = within(context, example, 'x-parameters')
  const wrong = ownEntries(given).flatMap(([name, { value }]) => {
    const parameter = declared.get(name)
    if (parameter === undefined) return [`${operation.id} has no parameter ${name}`]
    const found = schemaErrors(context, within(context, parameter, 'schema'), value)
    return found.map((error) => `the parameter ${name} does not match its schema: ${error}`)
  })
  const missing = [...declared].filter(
    ([name, { value }]) => field(value, 'required') === true && field(given.value, name) === undefined,
  )
  return [...wrong, ...missing.map(([name]) => `the parameter ${name} is missing`)]
}

function checkResponses(context: Context, operation: Operation, requests: ReadonlySet<string>): void {
  const examples = responses(context, operation).flatMap(([, response]) => responseExamples(context, response))
  const ownExamples = new Map<string, LocatedValue>(examples.filter(([name]) => name.startsWith(`${operation.id}.`)))
  for (const [name, { location }] of ownExamples) {
    if (!requests.has(name)) context.report({ message: `${name} has no request example of the same name.`, location })
  }
  const location = operation.located.location.child(['x-request-examples'])
  for (const name of requests) {
    if (!ownExamples.has(name))
      context.report({ message: `${name} has no response example of the same name.`, location })
  }
}
