import { type Context, entries, field, isNode, type LocatedValue, type Node, within } from './located-value.ts'

/** The visitor of a rule that checks each operation separately. */
export interface OperationVisitor {
  Operation(operation: Node, context: Context): void
}

/** An operation with its operationId. */
export interface Operation {
  readonly id: string
  readonly located: LocatedValue
}

/**
 * Creates a visitor of operations. Skips operations without an operationId, which a built-in rule reports, because the
 * messages name the operation.
 */
export function eachOperation(check: (operation: Operation, context: Context) => void): OperationVisitor {
  return {
    Operation(node, context) {
      if (typeof node.operationId !== 'string') return
      check({ id: node.operationId, located: { value: node, location: context.location } }, context)
    },
  }
}

/** Returns the documented responses, by status. */
export const responses = (context: Context, operation: Operation) => entries(context, operation.located, 'responses')

/** Returns the examples of a response: those of its media types, or its `x-examples` if it has no body. */
export function responseExamples(context: Context, response: LocatedValue): [name: string, located: LocatedValue][] {
  const contents = entries(context, response, 'content')
  return [
    ...contents.flatMap(([, mediaType]) => entries(context, mediaType, 'examples')),
    ...entries(context, response, 'x-examples'),
  ]
}

/** Returns the request examples of an operation. */
export const listRequestExamples = (context: Context, operation: Operation) =>
  entries(context, operation.located, 'x-request-examples')

/** Returns all request and response examples of an operation, each file once. */
export function allExamples(context: Context, operation: Operation): [name: string, located: LocatedValue][] {
  const bodies = entries(context, operation.located, 'requestBody', 'content')
  const found = [
    ...listRequestExamples(context, operation),
    ...bodies.flatMap(([, mediaType]) => entries(context, mediaType, 'examples')),
    ...responses(context, operation).flatMap(([, response]) => responseExamples(context, response)),
  ]
  const address = ({ location }: LocatedValue) => `${location.source.absoluteRef}${location.pointer}`
  return [...new Map(found.map((example) => [address(example[1]), example])).values()]
}

/** Returns the parameters of an operation, by name. Does not include those of its path item. */
export function parameters(context: Context, operation: Operation): Map<string, LocatedValue> {
  const named = entries(context, operation.located, 'parameters').map(([, located]): [string, LocatedValue] => [
    String(field(located.value, 'name')),
    located,
  ])
  return new Map(named)
}

/** Returns the media type of a request example: its `x-content-type`, or the first media type of the operation. */
export function bodyOf(context: Context, operation: Operation, example: unknown): LocatedValue | undefined {
  const content = within(context, operation.located, 'requestBody', 'content')
  const contentType = field(example, 'x-content-type')
  const name =
    typeof contentType === 'string' ? contentType : Object.keys(isNode(content.value) ? content.value : {})[0]
  return name === undefined ? undefined : within(context, content, name)
}
