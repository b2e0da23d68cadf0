import { type Context, entries, type Place } from './located-value.ts'
import { eachOperation, responseExamples, responses } from './operation.ts'

/** Every documented status has an example in each of its media types, named after the operation or shared. */
export function statusExamples() {
  return eachOperation(({ id, place }, context) => {
    for (const [status, response] of responses(context, { id, place })) {
      const location = place.location.child(['responses', status])
      if (lacksExample(context, response)) {
        context.report({ message: `${id} shows no example of its status ${status}.`, location })
      }
      for (const [name] of responseExamples(context, response)) {
        if (name.startsWith(`${id}.`) || name === `errors.${status}`) continue
        const message = `The example ${name} must be called ${id}.<case>, or errors.${status} if it is shared.`
        context.report({ message, location })
      }
    }
  })
}

function lacksExample(context: Context, response: Place): boolean {
  const contents = entries(context, response, 'content')
  if (contents.length === 0) return entries(context, response, 'x-examples').length === 0
  return contents.some(([, mediaType]) => entries(context, mediaType, 'examples').length === 0)
}
