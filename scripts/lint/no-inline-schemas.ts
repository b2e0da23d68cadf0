import {
  type Context,
  field,
  isReference,
  type LocatedValue,
  type Location,
  type Node,
  ownEntries,
} from './located-value.ts'

/** Requires that media types and parameters refer to named schemas. */
export function noInlineSchemas() {
  const parameters = (node: Node, context: Context) => {
    const list = { value: node.parameters, location: context.location.child(['parameters']) }
    for (const [, parameter] of ownEntries(list)) {
      if (!isReference(parameter.value)) requireReference(context, schemaOf(parameter), parameter.location)
    }
  }
  return {
    MediaType(mediaType: Node, context: Context) {
      requireReference(context, schemaOf({ value: mediaType, location: context.location }), context.location)
    },
    PathItem: parameters,
    Operation: parameters,
  }
}

const schemaOf = ({ value, location }: LocatedValue): LocatedValue => ({
  value: field(value, 'schema'),
  location: location.child(['schema']),
})

function requireReference(context: Context, schema: LocatedValue, owner: Location): void {
  if (isReference(schema.value)) return
  const message = 'Move the schema to a file of its own and refer to it with $ref.'
  context.report({ message, location: schema.value === undefined ? owner : schema.location })
}
