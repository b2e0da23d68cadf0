import { type Context, entries, field, type Place, within, written } from './located-value.ts'
import { eachOperation, responseExamples, responses } from './operation.ts'
import { breaches } from './schema-errors.ts'

/** The `x-headers` of an example are headers that its response declares, with values that they allow. */
export function exampleHeaders() {
  return eachOperation((operation, context) => {
    for (const [, response] of responses(context, operation)) {
      for (const [, example] of responseExamples(context, response)) checkHeaders(context, response, example)
    }
  })
}

function checkHeaders(context: Context, response: Place, example: Place): void {
  const declared = new Map(entries(context, response, 'headers'))
  const shown = within(context, example, 'x-headers')
  for (const [name, { value, location }] of written(shown)) {
    const header = declared.get(name)
    if (header === undefined) {
      context.report({ message: `The response declares no header ${name}.`, location })
      continue
    }
    for (const breach of breaches(context, within(context, header, 'schema'), value)) {
      context.report({ message: `The header ${name} breaks its schema: ${breach}.`, location })
    }
  }
  for (const [name, header] of declared) {
    if (field(header.value, 'required') !== true || field(shown.value, name) !== undefined) continue
    context.report({
      message: `The example lacks the header ${name}, which its response always has.`,
      location: example.location,
    })
  }
}
