import { basename } from 'node:path'
import { type Context, field, type Place, within, written } from './located-value.ts'
import {
  bodyOf,
  eachOperation,
  type Operation,
  parameters,
  responseExamples,
  responses,
  shownRequests,
} from './operation.ts'
import { breaches } from './schema-errors.ts'

/**
 * Every operation shows its requests under `x-request-examples`. A request keeps to the contract, or says with
 * `x-invalid` that it does not; it is named after its operation and its case, and a response answers it by that name.
 * Bodies that keep to the contract stand under the request body as well, where a built-in rule validates them.
 */
export function requestExamples() {
  return eachOperation((operation, context) => {
    const requests = shownRequests(context, operation)
    if (requests.length === 0) {
      const message = `${operation.id} shows no request: list some under x-request-examples.`
      context.report({ message, location: operation.place.location })
    }
    for (const [name, example] of requests) {
      checkName(context, operation, name, example)
      checkContract(context, operation, name, example)
    }
    checkAnswers(context, operation, new Set(requests.map(([name]) => name)))
  })
}

function checkName(context: Context, { id }: Operation, name: string, { location }: Place): void {
  const file = basename(location.source.absoluteRef)
  const [operation, caseName = '', ...rest] = name.split('.')
  const isNamed = operation === id && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(caseName) && rest.length === 0
  if (isNamed && file === `${name}.request.yaml`) return
  const message = `The request example ${name} in ${file} must be called ${id}.<case> and stand in ${id}.<case>.request.yaml.`
  context.report({ message, location })
}

function checkContract(context: Context, operation: Operation, name: string, example: Place): void {
  const isInvalid = field(example.value, 'x-invalid') === true
  const body = bodyOf(context, operation, example.value)
  const isListed = body !== undefined && field(within(context, body, 'examples').value, name) !== undefined
  const faults = parameterFaults(context, operation, example)
  const report = (message: string) => context.report({ message, location: example.location })
  if (!isInvalid) {
    for (const fault of faults) report(`${name}: ${fault}.`)
    if (body !== undefined && !isListed) report(`${name} must stand among the examples of the request body too.`)
    if (body === undefined && hasValue(example)) report(`${name} has a value, but ${operation.id} takes no body.`)
    return
  }
  const bodyFaults =
    body === undefined ? [] : breaches(context, within(context, body, 'schema'), field(example.value, 'value'))
  if (isListed) report(`${name} is invalid on purpose, so it must not stand among the examples of the request body.`)
  else if (faults.length + bodyFaults.length === 0) report(`${name} says x-invalid, but it breaks nothing.`)
}

const hasValue = ({ value }: Place) => field(value, 'value') !== undefined

function parameterFaults(context: Context, operation: Operation, example: Place): string[] {
  const declared = parameters(context, operation)
  const given = within(context, example, 'x-parameters')
  const wrong = written(given).flatMap(([name, { value }]) => {
    const parameter = declared.get(name)
    if (parameter === undefined) return [`${operation.id} has no parameter ${name}`]
    const found = breaches(context, within(context, parameter, 'schema'), value)
    return found.map((breach) => `the parameter ${name} breaks its schema: ${breach}`)
  })
  const missing = [...declared].filter(
    ([name, { value }]) => field(value, 'required') === true && field(given.value, name) === undefined,
  )
  return [...wrong, ...missing.map(([name]) => `the parameter ${name} is missing`)]
}

function checkAnswers(context: Context, operation: Operation, requests: ReadonlySet<string>): void {
  const answers = responses(context, operation).flatMap(([, response]) => responseExamples(context, response))
  const answered = new Map<string, Place>(answers.filter(([name]) => name.startsWith(`${operation.id}.`)))
  for (const [name, { location }] of answered) {
    if (!requests.has(name)) context.report({ message: `${name} answers a request that is not shown.`, location })
  }
  const location = operation.place.location.child(['x-request-examples'])
  for (const name of requests) {
    if (!answered.has(name)) context.report({ message: `No response shows what answers ${name}.`, location })
  }
}
