import { type Context, isNode, isReference, type LocatedValue, type Node, ownEntries } from './located-value.ts'
import { allExamples, eachOperation } from './operation.ts'

/** Rejects examples that no linter validates. */
export function noUncheckedExamples() {
  return {
    ...eachOperation((operation, context) => {
      for (const [, example] of allExamples(context, operation)) reportUnchecked(context, example)
    }),
    Parameter: reportReferences,
    Header: reportReferences,
  }
}

function reportUnchecked(context: Context, { value, location }: LocatedValue): void {
  if (!isNode(value)) return
  if ('externalValue' in value) {
    const message = 'An externalValue is not validated. Write the value into the example.'
    context.report({ message, location: location.child(['externalValue']) })
  }
  if (isReference(value.value)) {
    const message = 'A $ref as value is not validated. Refer to a file that contains the whole example.'
    context.report({ message, location: location.child(['value']) })
  }
}

function reportReferences(owner: Node, context: Context): void {
  const examples = { value: owner.examples, location: context.location.child(['examples']) }
  for (const [, example] of ownEntries(examples)) {
    if (!isReference(example.value)) continue
    const message = 'A $ref as example of a parameter or header is not validated. Write the example inline.'
    context.report({ message, location: example.location })
  }
}
