import { isNode } from './located-value.ts'
import { allExamples, eachOperation } from './operation.ts'

/** Every example says where it comes from: `constructed`, or a document and its date. */
export function exampleSource() {
  return eachOperation((operation, context) => {
    for (const [name, { value, location }] of allExamples(context, operation)) {
      if (!isNode(value) || isSource(value['x-source'])) continue
      const message = `The example ${name} needs an x-source: constructed, or {document, date}.`
      context.report({ message, location })
    }
  })
}

function isSource(source: unknown): boolean {
  if (source === 'constructed') return true
  if (!isNode(source) || Object.keys(source).length !== 2) return false
  const isText = (text: unknown) => typeof text === 'string' && text.trim() !== ''
  return isText(source.document) && isText(source.date)
}
