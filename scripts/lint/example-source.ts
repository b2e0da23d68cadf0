import { isNode } from './located-value.ts'
import { allExamples, eachOperation } from './operation.ts'

/** Requires that every example names its source: `constructed`, or a document and its date. */
export function exampleSource() {
  return eachOperation((operation, context) => {
    for (const [name, { value, location }] of allExamples(context, operation)) {
      if (!isNode(value) || isSource(value['x-source'])) continue
      const message = `The example ${name} needs an x-source: either constructed or {document, date}.`
      context.report({ message, location })
    }
  })
}

function isSource(source: unknown): boolean {
  if (source === 'constructed') return true
  if (!isNode(source) || Object.keys(source).length !== 2) return false
  const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== ''
  return isFilled(source.document) && isFilled(source.date)
}
