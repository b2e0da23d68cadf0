import { type Context, entries, field, type LocatedValue, ownEntries, within } from './located-value.ts'
import { eachOperation, responseExamples, responses } from './operation.ts'
import { schemaErrors } from './schema-errors.ts'

/** Requires that the response of an example declares the example's `x-headers`, and that their values match the schemas. */
export function exampleHeaders() {
  return eachOperation((operation, context) => {
    for (const [, response] of responses(context, operation)) {
      for (const [, example] of responseExamples(context, response)) checkHeaders(context, response, example)
    }
  })
}

function checkHeaders(context: Context, response: LocatedValue, example: LocatedValue): void {
  const declared = new Map(entries(context, response, 'headers'))
  const shown = within(context, example, 'x-headers')
  for (const [name, { value, location }] of ownEntries(shown)) {
    const header = declared.get(name)
    if (header === undefined) {
      context.report({ message: `Unknown header ${name}. The response does not declare it.`, location })
      continue
    }
    for (const error of schemaErrors(context, within(context, header, 'schema'), value)) {
      context.report({ message: `The header ${name} does not match its schema: ${error}.`, location })
    }
  }
  for (const [name, header] of declared) {
    if (field(header.value, 'required') !== true || field(shown.value, name) !== undefined) continue
    context.report({
      message: `The required header ${name} is missing from the example.`,
      location: example.location,
    })
  }
}
