import { type Context, entries, field, isNode, type Node, type Place, within } from './located-value.ts'

/** The visitor of a rule that looks at one operation at a time. */
export interface OperationVisitor {
  Operation(operation: Node, context: Context): void
}

/** What a rule gets to see of an operation. */
export interface Operation {
  readonly id: string
  readonly place: Place
}

/**
 * Makes a visitor of operations. An operation without an operationId is left to the built-in rule that demands one,
 * because the house's rules speak of operations by name.
 */
export function eachOperation(look: (operation: Operation, context: Context) => void): OperationVisitor {
  return {
    Operation(node, context) {
      if (typeof node.operationId !== 'string') return
      look({ id: node.operationId, place: { value: node, location: context.location } }, context)
    },
  }
}

/** The documented responses by status. */
export const responses = (context: Context, operation: Operation) => entries(context, operation.place, 'responses')

/** The examples of a response: those of its contents, or the `x-examples` of a response that has none. */
export function responseExamples(context: Context, response: Place): [name: string, place: Place][] {
  const contents = entries(context, response, 'content')
  return [
    ...contents.flatMap(([, mediaType]) => entries(context, mediaType, 'examples')),
    ...entries(context, response, 'x-examples'),
  ]
}

/** The examples of requests, as the operation lists them. */
export const shownRequests = (context: Context, operation: Operation) =>
  entries(context, operation.place, 'x-request-examples')

/** Every example that hangs on an operation, each file once. */
export function allExamples(context: Context, operation: Operation): [name: string, place: Place][] {
  const bodies = entries(context, operation.place, 'requestBody', 'content')
  const found = [
    ...shownRequests(context, operation),
    ...bodies.flatMap(([, mediaType]) => entries(context, mediaType, 'examples')),
    ...responses(context, operation).flatMap(([, response]) => responseExamples(context, response)),
  ]
  const address = ({ location }: Place) => `${location.source.absoluteRef}${location.pointer}`
  return [...new Map(found.map((example) => [address(example[1]), example])).values()]
}

/** The parameters of an operation by name, without those that its path shares among operations. */
export function parameters(context: Context, operation: Operation): Map<string, Place> {
  const named = entries(context, operation.place, 'parameters').map(([, place]): [string, Place] => [
    String(field(place.value, 'name')),
    place,
  ])
  return new Map(named)
}

/** The media type that a request example is sent as: its `x-content-type`, or the first that the operation takes. */
export function bodyOf(context: Context, operation: Operation, example: unknown): Place | undefined {
  const content = within(context, operation.place, 'requestBody', 'content')
  const contentType = field(example, 'x-content-type')
  const name =
    typeof contentType === 'string' ? contentType : Object.keys(isNode(content.value) ? content.value : {})[0]
  return name === undefined ? undefined : within(context, content, name)
}
