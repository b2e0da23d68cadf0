import { type Context, field, isReference, type Location, type Node, type Place, written } from './located-value.ts'

/** Schemas have names: media types refer to them, operations refer to parameters or to their schemas. */
export function noInlineSchemas() {
  const parameters = (node: Node, context: Context) => {
    const list = { value: node.parameters, location: context.location.child(['parameters']) }
    for (const [, parameter] of written(list)) {
      if (!isReference(parameter.value)) demandReference(context, schemaOf(parameter), parameter.location)
    }
  }
  return {
    MediaType(mediaType: Node, context: Context) {
      demandReference(context, schemaOf({ value: mediaType, location: context.location }), context.location)
    },
    PathItem: parameters,
    Operation: parameters,
  }
}

const schemaOf = ({ value, location }: Place): Place => ({
  value: field(value, 'schema'),
  location: location.child(['schema']),
})

function demandReference(context: Context, schema: Place, owner: Location): void {
  if (isReference(schema.value)) return
  const message = 'The schema belongs into a file of its own, referred to with $ref.'
  context.report({ message, location: schema.value === undefined ? owner : schema.location })
}
