import { type Context, entries, type LocatedValue } from './located-value.ts'
import { eachOperation, responseExamples, responses } from './operation.ts'

/** Requires an example for each media type of each documented status. It is named after the operation, or shared. */
export function statusExamples() {
  return eachOperation(({ id, located }, context) => {
    for (const [status, response] of responses(context, { id, located })) {
      const location = located.location.child(['responses', status])
      if (lacksExample(context, response)) {
        context.report({ message: `${id} has no example of its status ${status}.`, location })
      }
      for (const [name] of responseExamples(context, response)) {
        if (name.startsWith(`${id}.`) || name === `errors.${status}`) continue
        const message = `Rename the example ${name} to ${id}.<case>, or to errors.${status} if it is shared.`
        context.report({ message, location })
      }
    }
  })
}

function lacksExample(context: Context, response: LocatedValue): boolean {
  const contents = entries(context, response, 'content')
  if (contents.length === 0) return entries(context, response, 'x-examples').length === 0
  return contents.some(([, mediaType]) => entries(context, mediaType, 'examples').length === 0)
}
